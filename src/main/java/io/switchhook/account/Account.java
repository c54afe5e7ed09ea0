package io.switchhook.account;

import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Ask;
import io.switchhook.call.rules.Decision;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import io.switchhook.ringcentral.look.Look;
import io.switchhook.ringcentral.look.LookListener;
import io.switchhook.ringcentral.push.Delivery;
import io.switchhook.ringcentral.push.Feed;
import io.switchhook.ringcentral.push.FeedListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Moves one account's evidence through the rules into the journal and out. Owned by one event loop. */
final class Account implements FeedListener, LookListener {
    /** So much of an input that could not be read is kept for the explanation. */
    private static final int MALFORMED_KEPT_BYTES = 4_096;

    private static final String SESSIONS = "/telephony/sessions";

    private final Vertx vertx;
    private final AccountParts parts;
    private final AccountCalls calls;
    private final Decoder decoder = new Decoder();
    private final StatusBoard board;
    private Optional<AccountParts.Sources> sources = Optional.empty();
    private final Set<String> feedsWithSessions = new LinkedHashSet<>();
    private long timer = -1;
    private long timerAt = Long.MAX_VALUE;
    private boolean closed;

    Account(Vertx vertx, AccountParts parts, StatusBoard board) {
        this.vertx = vertx;
        this.parts = parts;
        this.board = board;
        this.calls = new AccountCalls(parts.name(), parts.rules());
    }

    /** Goes on where the journal ends, then opens the sources. Completes when the calls in flight are back. */
    Future<Void> start() {
        return new Comeback(parts, calls, decoder).run().map(back -> {
            if (!back.fresh().isEmpty()) {
                keep(new Entry(parts.name(), Optional.empty(), List.of(), back.fresh(), Optional.empty()));
            }
            back.recovery().heardAt().ifPresent(this::wasAway);
            tick();
            parts.sources()
                    .apply(back.recovery().memories())
                    .onSuccess(this::open)
                    .onFailure(parts.fatal()::accept);
            return null;
        });
    }

    private void wasAway(Instant heardAt) {
        gap("restart", heardAt, parts.clock().instant(), "restart");
    }

    private void open(AccountParts.Sources opened) {
        if (closed) {
            opened.feeds().forEach(Feed::close);
            return;
        }
        sources = Optional.of(opened);
        board.opened(
                opened.feeds().stream().map(Feed::name).toList(), parts.clock().instant());
        opened.feeds().forEach(feed -> feed.open(this).onFailure(parts.fatal()::accept));
        opened.looks().open(this);
    }

    /** Stops the sources. What was heard before is on its way into the journal. */
    Future<Void> stop() {
        closed = true;
        vertx.cancelTimer(timer);
        List<Future<Void>> closing = new ArrayList<>();
        sources.ifPresent(open -> {
            open.looks().close();
            open.feeds().forEach(feed -> closing.add(feed.close()));
        });
        return Future.join(closing).mapEmpty();
    }

    @Override
    public void heard(Delivery delivery) {
        KeptEvidence input = new KeptEvidence("notification", delivery.feed(), delivery.heardAt(), delivery.bytes());
        take(input, delivery.memory().map(value -> new Entry.FeedMemory(delivery.feed(), value)));
    }

    @Override
    public void connected(String feed, List<String> filters, List<String> refused) {
        board.connected(feed, refused, parts.clock().instant());
        if (filters.stream().anyMatch(filter -> filter.contains(SESSIONS))) {
            feedsWithSessions.add(feed);
        } else {
            feedsWithSessions.remove(feed);
        }
        calls.expectSessions(!feedsWithSessions.isEmpty());
    }

    @Override
    public void lost(String feed, String why) {
        board.lost(feed, why, parts.clock().instant());
    }

    @Override
    public void gap(String feed, Instant from, Instant to, String why) {
        board.gap(feed, from, to, why);
        String body = "{\"from\":" + from.toEpochMilli() + ",\"to\":" + to.toEpochMilli() + ",\"reason\":\""
                + why.replaceAll("[^\\w .:,()/-]", " ") + "\"}";
        take(
                new KeptEvidence("gap", feed, parts.clock().instant(), body.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }

    @Override
    public void seen(Look look) {
        if (look.kind().equals("activeCalls")) {
            board.looked(look.at());
        }
        take(new KeptEvidence(look.kind(), look.via(), look.at(), look.body()), Optional.empty());
    }

    @Override
    public void failed(String why, Duration again) {
        board.lookFailed(why);
    }

    private void take(KeptEvidence input, Optional<Entry.FeedMemory> memory) {
        if (closed) {
            return;
        }
        Decoded decoded = decoder.decode(input.kind(), input.body(), input.via(), input.at());
        if (decoded instanceof Decoded.Understood understood) {
            understood.notes().forEach(note -> board.count(note, false));
            decided(calls.accept(understood.evidence()), Optional.of(input), memory);
        } else if (decoded instanceof Decoded.Malformed malformed) {
            board.count("malformed " + malformed.kind(), false);
            keep(new Entry(parts.name(), Optional.of(cut(input)), List.of(), List.of(), memory));
        } else if (decoded instanceof Decoded.Ignored ignored) {
            board.count("ignored " + ignored.what(), true);
            memory.ifPresent(
                    value -> keep(new Entry(parts.name(), Optional.empty(), List.of(), List.of(), Optional.of(value))));
        }
    }

    private static KeptEvidence cut(KeptEvidence input) {
        byte[] head = Arrays.copyOf(input.body(), Math.min(input.body().length, MALFORMED_KEPT_BYTES));
        return new KeptEvidence(input.kind(), input.via(), input.at(), head);
    }

    private void tick() {
        timerAt = Long.MAX_VALUE;
        Decision decision = calls.advance(parts.clock().instant());
        decided(decision, Optional.empty(), Optional.empty());
    }

    private void decided(Decision decision, Optional<KeptEvidence> input, Optional<Entry.FeedMemory> memory) {
        decision.refusals().forEach(refusal -> board.count("refused " + refusal.reason(), true));
        decision.unmapped().forEach(word -> board.count("unmapped reason", true));
        if (input.isPresent() || !decision.events().isEmpty() || memory.isPresent()) {
            keep(new Entry(parts.name(), input, decision.touched(), decision.events(), memory));
        }
        decision.asks().forEach(this::ask);
        schedule();
    }

    private void ask(Ask ask) {
        if (sources.isEmpty()) {
            return;
        }
        if (ask instanceof Ask.Session session) {
            sources.get().looks().session(session.telephonySessionId());
        } else {
            sources.get().looks().soon();
        }
    }

    private void keep(Entry entry) {
        parts.journal().append(entry).onSuccess(this::announce).onFailure(parts.fatal()::accept);
    }

    private void announce(List<StoredEvent> events) {
        events.forEach(parts.outlet());
    }

    private void schedule() {
        Optional<Instant> next = calls.nextDeadline();
        if (closed || next.isEmpty() || next.get().toEpochMilli() >= timerAt) {
            return;
        }
        vertx.cancelTimer(timer);
        timerAt = next.get().toEpochMilli();
        long delay = timerAt - parts.clock().instant().toEpochMilli();
        timer = vertx.setTimer(Math.max(1, delay), due -> tick());
    }
}
