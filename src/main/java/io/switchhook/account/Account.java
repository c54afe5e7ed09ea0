package io.switchhook.account;

import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Ask;
import io.switchhook.call.rules.Decision;
import io.switchhook.event.Notice;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Metric;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import io.switchhook.ringcentral.look.Look;
import io.switchhook.ringcentral.look.LookListener;
import io.switchhook.ringcentral.look.Looks;
import io.switchhook.ringcentral.push.Delivery;
import io.switchhook.ringcentral.push.Feed;
import io.switchhook.ringcentral.push.FeedListener;
import io.switchhook.ringcentral.push.SilenceWatch;
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
final class Account implements FeedListener, LookListener, QuotaEar {
    /** So much of an input that could not be read is kept for the explanation. */
    private static final int MALFORMED_KEPT_BYTES = 4_096;

    private static final String ACTIVE_CALLS = "activeCalls";
    private static final String SESSIONS = "/telephony/sessions";

    /** So long nobody may tell us anything before open calls are doubted; shorter flaps mend themselves. Chosen: what
     * active calls are behind at most (protocol.md 6.1), so that a look can settle it. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final AccountParts parts;
    private final AccountCalls calls;
    private final Decoder decoder = new Decoder();
    private final StatusBoard board;
    private final AccountMeter meter;
    private final SilenceGuard silence;
    private Optional<AccountParts.Sources> sources = Optional.empty();
    private final Set<String> feedsWithSessions = new LinkedHashSet<>();
    /** What was to be asked before anybody could be. */
    private final Set<Ask> early = new LinkedHashSet<>();

    private final Lessons lessons = new Lessons();
    private int queues;
    private final SourceNews news = new SourceNews();
    private final Backfill backfill = new Backfill();
    /** To be told with the next entry. */
    private final List<Notice> besides = new ArrayList<>(1);

    private Optional<Instant> silentSince = Optional.empty();
    private long timer = -1;
    private long timerAt = Long.MAX_VALUE;
    private boolean closed;

    Account(Vertx vertx, AccountParts parts, StatusBoard board) {
        this.vertx = vertx;
        this.parts = parts;
        this.board = board;
        this.meter = new AccountMeter(parts.meter(), parts.name());
        this.calls = new AccountCalls(parts.name(), parts.rules());
        this.silence = new SilenceGuard(vertx, parts, this::suspected);
    }

    /** Goes on where the journal ends, then opens the sources. Completes when the calls in flight are back. */
    Future<Void> start() {
        return new Comeback(parts, calls, decoder, meter, lessons).run().map(back -> {
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
        List<String> names = opened.feeds().stream().map(Feed::name).toList();
        board.opened(names, parts.clock().instant());
        meter.opened(names, parts.clock().instant());
        opened.feeds().forEach(feed -> feed.open(this).onFailure(parts.fatal()::accept));
        opened.quota().accept(this);
        opened.looks().open(this);
        early.forEach(this::ask);
        early.clear();
        calls.unanswered().forEach(this::ask);
    }

    /** Stops the sources. What was heard before is on its way into the journal. */
    Future<Void> stop() {
        closed = true;
        vertx.cancelTimer(timer);
        silence.close();
        List<Future<Void>> closing = new ArrayList<>();
        sources.ifPresent(open -> {
            open.looks().close();
            open.feeds().forEach(feed -> closing.add(feed.close()));
        });
        return Future.join(closing).mapEmpty();
    }

    @Override
    public void heard(Delivery delivery) {
        meter.heard(delivery.feed(), delivery.heardAt());
        silence.heard(delivery);
        KeptEvidence input = new KeptEvidence("notification", delivery.feed(), delivery.heardAt(), delivery.bytes());
        take(input, delivery.memory().map(value -> new Entry.FeedMemory(delivery.feed(), value)));
    }

    @Override
    public void connected(String feed, List<String> filters, List<String> refused) {
        Instant now = parts.clock().instant();
        board.connected(feed, refused, now);
        Optional<Notice> back = news.connected(feed, now);
        meter.connected(feed, refused.size(), back.isPresent());
        back.ifPresent(this::tell);
        silence.connected(feed, filters);
        silentSince = Optional.empty();
        if (filters.stream().anyMatch(filter -> filter.contains(SESSIONS))) {
            feedsWithSessions.add(feed);
        } else {
            feedsWithSessions.remove(feed);
        }
        calls.expectSessions(!feedsWithSessions.isEmpty());
        lessons.sessions(!feedsWithSessions.isEmpty(), now, kept -> remember(Lessons.MEMORY, kept));
    }

    @Override
    public void lost(String feed, String why) {
        Instant now = parts.clock().instant();
        board.lost(feed, why, now);
        Optional<Notice> loss = news.lost(feed, why, now);
        meter.lost(feed, loss.isPresent());
        loss.ifPresent(this::tell);
        silence.lost(feed);
        if (news.isSilent() && silentSince.isEmpty()) {
            silentSince = Optional.of(now);
            vertx.setTimer(SILENCE.toMillis(), due -> doubt(feed, why));
        }
    }

    private void suspected(SilenceWatch.Suspicion suspicion) {
        board.count("suspected of being deaf: " + suspicion.feed(), false);
        meter.count(Metric.SOURCE_SUSPICIONS, suspicion.feed());
        sources.stream()
                .flatMap(open -> open.feeds().stream())
                .filter(feed -> feed.name().equals(suspicion.feed()))
                .forEach(feed -> feed.doubt(suspicion.from(), suspicion.why()));
    }

    /** Still nobody tells us anything: what is open is doubted, and looked at where looks still work. */
    private void doubt(String feed, String why) {
        if (news.isSilent() && silentSince.isPresent()) {
            takeGap(feed, silentSince.get(), parts.clock().instant(), why);
        }
    }

    @Override
    public void gap(String feed, Instant from, Instant to, String why) {
        Instant now = parts.clock().instant();
        board.gap(feed, from, to, why);
        Gap gap = new Gap(feed, from, to, why);
        Notice told = SourceNews.gap(gap, now);
        meter.told(told);
        // In the entry of the gap itself: a crash between the two would leave one without the other.
        besides.add(told);
        backfill.begin(gap, now);
        vertx.setTimer(Backfill.GIVE_UP.toMillis(), late -> answered(""));
        takeGap(feed, from, to, why);
    }

    private void takeGap(String feed, Instant from, Instant to, String why) {
        String body = "{\"from\":" + from.toEpochMilli() + ",\"to\":" + to.toEpochMilli() + ",\"reason\":\""
                + why.replaceAll("[^\\w .:,()/-]", " ") + "\"}";
        take(
                new KeptEvidence("gap", feed, parts.clock().instant(), body.getBytes(StandardCharsets.UTF_8)),
                Optional.empty());
    }

    @Override
    public void remember(String feed, String memory) {
        if (!closed) {
            Entry.FeedMemory kept = new Entry.FeedMemory(feed, memory);
            keep(new Entry(parts.name(), Optional.empty(), List.of(), List.of(), Optional.of(kept)));
        }
    }

    @Override
    public void turnedAway(String feed, String what, long times) {
        board.count(what, times);
    }

    @Override
    public void seen(Look look) {
        boolean whole = look.kind().equals(ACTIVE_CALLS);
        if (whole) {
            board.looked(look.at());
        }
        meter.looked(look.kind(), true);
        take(new KeptEvidence(look.kind(), look.via(), look.at(), look.body()), Optional.empty());
        if (whole) {
            meter.tookFirstLook();
        }
    }

    @Override
    public void failed(String why, Duration again) {
        board.lookFailed(why);
        meter.looked(ACTIVE_CALLS, false);
    }

    @Override
    public void exhausted(String group, String reason, Duration pause) {
        tell(SourceNews.exhausted(group, reason, pause, parts.clock().instant()));
    }

    @Override
    public void restored(String group) {
        tell(SourceNews.restored(group, parts.clock().instant()));
    }

    private void take(KeptEvidence input, Optional<Entry.FeedMemory> memory) {
        if (closed) {
            return;
        }
        Decoded decoded = decoder.decode(input.kind(), input.body(), input.via(), input.at());
        if (decoded instanceof Decoded.Understood understood) {
            understood.notes().forEach(note -> board.count(note, false));
            meter.understood(input, understood.notes());
            Decision decision = calls.accept(understood.evidence());
            boolean gap = backfill.isRunning();
            backfill.took(understood.evidence(), decision.events());
            meter.decided(decision, gap);
            decided(decision, Optional.of(input), memory);
            silence.seen(understood.evidence());
            if (calls.queueCount() != queues) {
                queues = calls.queueCount();
                lessons.queues(calls.queues(), input.at(), kept -> remember(Lessons.MEMORY, kept));
            }
        } else if (decoded instanceof Decoded.Malformed malformed) {
            board.count("malformed " + malformed.kind(), false);
            meter.count(Metric.MALFORMED, malformed.kind());
            KeptEvidence kept = cut(input);
            List<String> named = calls.namedIn(new String(kept.body(), StandardCharsets.UTF_8));
            keep(new Entry(parts.name(), Optional.of(kept), named, List.of(), memory));
        } else if (decoded instanceof Decoded.Ignored ignored) {
            board.count("ignored " + ignored.what(), true);
            meter.count(Metric.IGNORED, ignored.what());
            memory.ifPresent(
                    value -> keep(new Entry(parts.name(), Optional.empty(), List.of(), List.of(), Optional.of(value))));
        }
    }

    private static KeptEvidence cut(KeptEvidence input) {
        byte[] head = Arrays.copyOf(input.body(), Math.min(input.body().length, MALFORMED_KEPT_BYTES));
        return new KeptEvidence(input.kind(), input.via(), input.at(), head);
    }

    /** Lets time pass until now; public within the room for tests that lead the time. */
    void tick() {
        timerAt = Long.MAX_VALUE;
        Decision decision = calls.advance(parts.clock().instant());
        meter.decided(decision, backfill.isRunning());
        decided(decision, Optional.empty(), Optional.empty());
    }

    private void tell(Notice notice) {
        if (!closed) {
            meter.told(notice);
            Entry entry =
                    new Entry(parts.name(), Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(notice));
            keep(entry);
        }
    }

    private void decided(Decision decision, Optional<KeptEvidence> input, Optional<Entry.FeedMemory> memory) {
        decision.refusals().forEach(refusal -> board.count("refused " + refusal.reason(), true));
        decision.unmapped().forEach(word -> board.count("unmapped reason", true));
        if (input.isPresent() || !decision.events().isEmpty() || memory.isPresent()) {
            Entry entry = new Entry(parts.name(), input, decision.touched(), decision.events(), memory, besides);
            besides.clear();
            keep(entry)
                    .onSuccess(kept ->
                            meter.published(decision.events(), parts.clock().instant()));
        }
        decision.asks().forEach(this::ask);
        backfill.finished(parts.clock().instant()).forEach(this::tell);
        schedule();
    }

    private void ask(Ask ask) {
        if (sources.isEmpty()) {
            early.add(ask);
            return;
        }
        Looks looks = sources.get().looks();
        if (ask instanceof Ask.Session session) {
            looks.session(session.telephonySessionId());
        } else if (ask instanceof Ask.CallLog wanted && wanted.history()) {
            String what = Backfill.callLog(wanted.from(), wanted.to());
            backfill.asked(what);
            looks.callLog()
                    .recover(wanted.from(), wanted.to())
                    .onSuccess(read -> answered(what))
                    .onFailure(refused -> refused(what));
        } else if (ask instanceof Ask.CallLog wanted) {
            looks.callLog().await(wanted.from(), wanted.to());
        } else if (ask instanceof Ask.Presence presence) {
            String what = "presence of " + presence.extensionId();
            backfill.asked(what);
            looks.presence(presence.extensionId()).onComplete(done -> answered(what));
        } else {
            looks.soon();
        }
    }

    private void answered(String what) {
        backfill.answered(what);
        backfill.finished(parts.clock().instant()).forEach(this::tell);
    }

    private void refused(String what) {
        backfill.refused(what);
        backfill.finished(parts.clock().instant()).forEach(this::tell);
    }

    private Future<List<StoredEvent>> keep(Entry entry) {
        long since = System.nanoTime();
        return parts.journal()
                .append(entry)
                .onSuccess(stored -> {
                    meter.kept(System.nanoTime() - since, stored);
                    stored.forEach(parts.outlet());
                })
                .onFailure(parts.fatal()::accept);
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
