package io.switchhook.ringcentral.look;

import io.switchhook.ringcentral.rest.Pages;
import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.QuotaState;
import io.switchhook.ringcentral.rest.RateGroup;
import io.switchhook.ringcentral.rest.RemoteFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the call log when somebody waits for calls of a time, one look for all who wait. Each page is handed on as it
 * comes; what was missed long ago is read page by page, behind everything else.
 *
 * <p>Belongs to the context on which it was opened.
 */
public final class CallLogLooks {
    private static final Logger log = LoggerFactory.getLogger(CallLogLooks.class);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(2);
    private static final Duration RETRY_MAX = Duration.ofSeconds(60);

    /** The log is 15 to 30 s late (protocol.md 6.2), so the end of what was missed is looked at again after these. */
    private static final List<Duration> AGAIN = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** What is looked at again: calls that began so long before the end of what was missed. Chosen. */
    private static final Duration TAIL = Duration.ofMinutes(15);

    /** A permission that is missing is not there a minute later. Chosen. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    /** Records in one piece of evidence; with their legs some 2 KiB each, far below what a decoder takes. */
    private static final int PIECE = 250;

    private final Vertx vertx;
    private final Pages pages;
    private final Supplier<Future<List<QuotaState>>> quota;
    private final LookSettings settings;
    private final InstantSource clock;
    private final LogMemory memory = new LogMemory();
    private final List<LogWindow> awaited = new ArrayList<>();
    private final Deque<LogPages> history = new ArrayDeque<>();
    private Optional<LogPages> current = Optional.empty();
    private Optional<LookListener> listener = Optional.empty();
    private Instant nextAt = Instant.EPOCH;
    private Instant refusedUntil = Instant.EPOCH;
    private long timer = -1;
    private boolean reading;
    private boolean closed;
    private int failures;

    CallLogLooks(
            Vertx vertx,
            Platform platform,
            Supplier<Future<List<QuotaState>>> quota,
            LookSettings settings,
            InstantSource clock) {
        this.vertx = vertx;
        this.pages = new Pages(platform);
        this.quota = quota;
        this.settings = settings;
        this.clock = clock;
    }

    void open(LookListener hears) {
        listener = Optional.of(hears);
        schedule();
    }

    /**
     * Somebody waits for calls that began within a time: looked at soon, together with whatever else is awaited.
     *
     * @param from the earliest start
     * @param to the latest start
     */
    public void await(Instant from, Instant to) {
        LogWindow.add(awaited, new LogWindow(from, to));
        schedule();
    }

    /**
     * Calls of a time may have been missed: looked at when nobody waits for anything else, and its end twice again,
     * because the log is late.
     *
     * @param from the earliest start
     * @param to the latest start
     * @return completes when all of it was handed on for the first time, however long that takes; fails when the call
     *     log is refused
     */
    public Future<Void> recover(Instant from, Instant to) {
        LogPages stretch = new LogPages(new LogWindow(from, to), settings.extensions());
        history.addLast(stretch);
        Instant tail = from.isAfter(to.minus(TAIL)) ? from : to.minus(TAIL);
        for (Duration later : AGAIN) {
            vertx.setTimer(later.toMillis(), due -> await(tail, to));
        }
        schedule();
        return stretch.over.future();
    }

    void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }

    private void schedule() {
        if (closed || reading || listener.isEmpty()) {
            return;
        }
        boolean unhurried = current.isEmpty() && !history.isEmpty();
        Optional<Instant> due = current.isPresent() || unhurried
                ? Optional.of(clock.instant())
                : Optional.of(nextAt).filter(at -> !awaited.isEmpty());
        if (failures > 0) {
            due = due.map(at -> at.isBefore(nextAt) ? nextAt : at);
        }
        vertx.cancelTimer(timer);
        due.ifPresent(at -> {
            long delay = Duration.between(clock.instant(), at).toMillis();
            timer = vertx.setTimer(Math.max(1, delay), fired -> take());
        });
    }

    /** Whoever waits goes first; a page of what was missed only when nobody does. */
    private void take() {
        if (closed || reading) {
            return;
        }
        boolean due = !awaited.isEmpty() && !clock.instant().isBefore(nextAt);
        if (current.isEmpty() && due) {
            current = Optional.of(new LogPages(awaited.remove(0), settings.extensions()));
        }
        Optional<LogPages> turn = current.or(() -> Optional.ofNullable(history.peekFirst()));
        turn.ifPresent(this::read);
        if (turn.isEmpty()) {
            schedule();
        }
    }

    private void read(LogPages stretch) {
        if (clock.instant().isBefore(refusedUntil)) {
            leave(stretch);
            return;
        }
        reading = true;
        pages.one(stretch.next()).onComplete(page -> {
            reading = false;
            if (page.succeeded()) {
                saw(stretch, page.result());
            } else {
                sawNothing(stretch, page.cause());
            }
        });
    }

    private void saw(LogPages stretch, Pages.Page page) {
        failures = 0;
        stretch.read(page.next());
        if (stretch.isDone()) {
            finish(stretch);
        }
        List<JsonObject> news = new Pages.Read(List.of(page.body()), true)
                .records().stream().filter(memory::isNews).toList();
        for (int i = 0; i + PIECE < news.size(); i += PIECE) {
            hand(stretch.window, news.subList(i, i + PIECE), false, false);
        }
        int rest = news.isEmpty() ? 0 : (news.size() - 1) / PIECE * PIECE;
        hand(stretch.window, news.subList(rest, news.size()), stretch.isDone(), false);
        if (stretch.isDone()) {
            stretch.over.complete();
        }
        quota.get().onComplete(groups -> {
            if (stretch.isDone() && groups.succeeded()) {
                nextAt = clock.instant().plus(interval(groups.result(), stretch.requests()));
            }
            schedule();
        });
    }

    private void finish(LogPages stretch) {
        nextAt = clock.instant().plus(settings.apart());
        current = current.filter(one -> one != stretch);
        history.remove(stretch);
    }

    private Duration interval(List<QuotaState> groups, int requests) {
        return groups.stream()
                .filter(state -> state.group() == RateGroup.HEAVY)
                .map(state -> settings.affordableLog(requests, state.limit(), state.window()))
                .findFirst()
                .orElse(settings.apart());
    }

    private void hand(LogWindow window, List<JsonObject> records, boolean complete, boolean refused) {
        if (closed || (records.isEmpty() && !complete)) {
            return;
        }
        JsonArray all = new JsonArray();
        records.forEach(all::add);
        JsonObject body = new JsonObject()
                .put("records", all)
                .put("since", window.from().toEpochMilli())
                .put("until", window.to().toEpochMilli())
                .put("complete", complete);
        if (refused) {
            body.put("refused", true);
        }
        Look look =
                new Look("callLog", "call-log", clock.instant(), body.toBuffer().getBytes());
        listener.ifPresent(hears -> hears.seen(look));
    }

    private void sawNothing(LogPages stretch, Throwable failure) {
        if (closed) {
            return;
        }
        if (failure instanceof RemoteFailure.Forbidden || failure instanceof RemoteFailure.NotFound) {
            refused(stretch, failure);
            return;
        }
        Duration again = RETRY_FIRST.multipliedBy(1L << Math.min(failures, 5));
        again = again.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : again;
        failures++;
        log.warn("The call log cannot be read, trying again. in={} why={}", again, failure.getMessage());
        nextAt = clock.instant().plus(again);
        schedule();
    }

    /** What may never be seen lacks every call: they are completed without it when their time is up. */
    private void refused(LogPages stretch, Throwable failure) {
        log.error(
                "The platform refuses the call log, so that calls are completed without it. Expected the permissions"
                        + " ReadCallLog and FullCompanyCallLog, but: {}",
                failure.getMessage());
        refusedUntil = clock.instant().plus(REFUSED_FOR);
        leave(stretch);
    }

    private void leave(LogPages stretch) {
        finish(stretch);
        hand(stretch.window, List.of(), true, true);
        stretch.over.fail("The call log is refused");
        schedule();
    }
}
