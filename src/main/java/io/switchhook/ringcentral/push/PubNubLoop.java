package io.switchhook.ringcentral.push;

import com.google.gson.JsonElement;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one PubNub subscription and the SDK's line to it alive for ever.
 *
 * <p>The line is supervised here: each failure is told, tried again without end, and rebuilt from the last time token
 * when it does not even answer. The subscription is kept by {@link PubNubLease}.
 */
final class PubNubLoop implements PubNubLine.Owner, PubNubLease.Owner {
    /** Payloads in a row that no key opens before the key is asked for again: one may be broken, three are not. */
    private static final int UNREADABLE_MAX = 3;

    private final FeedSettings settings;
    private final PubNubSettings where;
    private final Strand strand;
    private final Herald herald;
    private final Backoff backoff;
    private final PubNubLease lease;
    private final List<PubNubLine> lines = new ArrayList<>();
    private Decryption decryption = new Decryption(Optional.empty());
    private Decryption before = decryption;
    private long cursor;
    private long confirmedCursor;
    private int unreadable;
    private boolean askedAnew;
    private Future<Void> retired = Future.succeededFuture();
    private Optional<Subscription.Channel> channel = Optional.empty();
    private Optional<Instant> lineAliveAt = Optional.empty();
    private Optional<Instant> leaseAliveAt = Optional.empty();
    private Optional<Hole> hole = Optional.empty();
    private int attempt;

    PubNubLoop(FeedSettings settings, PubNubSettings where, Strand strand, Herald herald) {
        this.settings = settings;
        this.where = where;
        this.strand = strand;
        this.herald = herald;
        this.backoff = new Backoff(settings.patience(), settings.random());
        this.lease = new PubNubLease(settings, strand, this);
    }

    /** What nobody heard, told when notifications flow again. */
    private record Hole(Instant from, String why) {}

    void start(Optional<Bookmark> bookmark) {
        lineAliveAt = bookmark.map(Bookmark::at);
        leaseAliveAt = lineAliveAt;
        bookmark.ifPresentOrElse(lease::resume, lease::create);
    }

    /** Polls that come back empty prove nothing: another subscription has another channel. */
    void doubt(Instant from, String why) {
        if (lease.current().isPresent() && herald.isStanding()) {
            hole = hole.filter(found -> found.from().isBefore(from)).or(() -> Optional.of(new Hole(from, why)));
            lease.renounce(why);
        }
    }

    Future<Void> close() {
        strand.cut();
        lines.forEach(this::retire);
        return retired;
    }

    @Override
    public void resumed(Subscription subscription, long timetoken) {
        cursor = timetoken;
        confirmedCursor = timetoken;
        take(subscription);
    }

    @Override
    public void created(Subscription subscription, Optional<String> instead) {
        cursor = 0;
        confirmedCursor = 0;
        hole = hole.or(() -> instead.flatMap(why -> leaseAliveAt.map(from -> new Hole(from, why))));
        take(subscription);
    }

    @Override
    public void reread(Subscription subscription) {
        leaseAliveAt = Optional.of(now());
        Subscription.Channel told = subscription.channel().orElseThrow();
        boolean sameLine = channel.map(told::isSameLine).orElse(false);
        use(told);
        if (sameLine) {
            confirmedCursor = cursor;
        } else {
            // The platform moved after it last named the old channel; all that is on the new one is younger than that.
            cursor = confirmedCursor;
            open();
        }
        herald.reread(subscription);
    }

    @Override
    public void gone(String why) {
        attempt++;
        herald.lost(why);
    }

    private void take(Subscription subscription) {
        leaseAliveAt = Optional.of(now());
        use(subscription.channel().orElseThrow());
        open();
    }

    /** What was sent before a renewal may still be on its way under the old key. */
    private void use(Subscription.Channel told) {
        if (!channel.equals(Optional.of(told))) {
            channel = Optional.of(told);
            before = decryption;
            decryption = new Decryption(told.key());
            unreadable = 0;
        }
    }

    private Instant now() {
        return settings.clock().instant();
    }

    /** The older lines go on until the new one stands, so that nothing is lost in between. */
    private void open() {
        PubNubLine.From from = new PubNubLine.From(cursor, this);
        lines.add(new PubNubLine(strand, settings, where, channel.orElseThrow(), from));
        expectAnswer();
    }

    private boolean isNewest(PubNubLine line) {
        return !lines.isEmpty() && lines.get(lines.size() - 1) == line;
    }

    @Override
    public void connected(PubNubLine line, long timetoken) {
        if (!isNewest(line) || lease.current().isEmpty()) {
            return;
        }
        attempt++;
        askedAnew = false;
        cursor = cursor == 0 ? timetoken : cursor;
        confirmedCursor = confirmedCursor == 0 ? cursor : confirmedCursor;
        closeOlder();
        if (!herald.isStanding()) {
            lease.current().ifPresent(herald::connected);
        }
        Optional<Instant> away = lineAliveAt;
        lineAliveAt = Optional.of(now());
        away.ifPresent(this::noteHole);
        hole.ifPresent(found -> herald.gap(found.from(), found.why()));
        hole = Optional.empty();
    }

    private void noteHole(Instant away) {
        Duration window = settings.patience().replayWindow();
        if (hole.isEmpty() && away.plus(window).isBefore(now())) {
            hole = Optional.of(new Hole(away, "away longer than PubNub's queue is trusted: " + window));
        } else {
            hole = hole.map(found -> found.from().isBefore(away) ? found : new Hole(away, found.why()));
        }
    }

    private void closeOlder() {
        while (lines.size() > 1) {
            retire(lines.remove(0));
        }
    }

    private void retire(PubNubLine line) {
        retired = Future.join(retired, line.close()).mapEmpty();
    }

    /** A poll that stayed silent to its limit is asked anew at once; anything else waits its turn. */
    @Override
    public void down(PubNubLine line, boolean forbidden, String why) {
        if (!isNewest(line)) {
            return;
        }
        int mine = ++attempt;
        if (forbidden) {
            herald.lost(why);
            retry(mine, () -> lease.renounce("PubNub refuses the channel: " + why));
        } else if (herald.isStanding() && !askedAnew && isQuiet()) {
            askedAnew = true;
            backoff.reset();
            line.reconnect(cursor);
            expectAnswer();
        } else {
            herald.lost(why);
            retry(mine, () -> {
                line.reconnect(cursor);
                expectAnswer();
            });
        }
    }

    /** Later, unless something else has happened by then. */
    private void retry(int mine, Runnable step) {
        strand.after(backoff.next(), () -> {
            if (mine == attempt) {
                step.run();
            }
        });
    }

    private boolean isQuiet() {
        Instant limit = now().minus(settings.patience().pollMax());
        return lineAliveAt.map(sign -> !sign.isAfter(limit)).orElse(false);
    }

    /** A line that does not even answer is replaced, from the same time token. */
    private void expectAnswer() {
        int mine = ++attempt;
        strand.after(settings.patience().answerWithin(), () -> {
            if (mine == attempt) {
                herald.lost(
                        "PubNub does not answer within " + settings.patience().answerWithin());
                lines.forEach(this::retire);
                lines.clear();
                retry(++attempt, this::open);
            }
        });
    }

    @Override
    public void message(PubNubLine line, JsonElement payload, long timetoken) {
        lineAliveAt = Optional.of(now());
        leaseAliveAt = lineAliveAt;
        backoff.reset();
        cursor = isNewest(line) ? Math.max(cursor, timetoken) : cursor;
        boolean isText =
                payload.isJsonPrimitive() && payload.getAsJsonPrimitive().isString();
        String text = isText ? payload.getAsString() : payload.toString();
        Optional<byte[]> opened = decryption.open(text).or(() -> before.open(text));
        unreadable = opened.isPresent() ? 0 : unreadable + 1;
        herald.heard(opened.orElseGet(() -> text.getBytes(StandardCharsets.UTF_8)), memory(line, timetoken));
        if (unreadable >= UNREADABLE_MAX) {
            unreadable = 0;
            lease.ask();
        }
    }

    private Optional<String> memory(PubNubLine line, long timetoken) {
        return lease.current()
                .map(held -> new Bookmark(held.id(), line.channel().address(), timetoken).text());
    }
}
