package io.switchhook.account;

import io.switchhook.call.Evidence;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.rules.LookComparison;
import io.switchhook.ringcentral.push.Delivery;
import io.switchhook.ringcentral.push.SilenceWatch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Tells the watch over silent feeds what happens, and wakes it when its time has come. */
final class SilenceGuard {
    /** Filters about calls; whoever has neither is told nothing of them (protocol.md 3.5). */
    private static final List<String> ABOUT_CALLS = List.of("/telephony/sessions", "/presence");

    private final Vertx vertx;
    private final InstantSource clock;
    private final SilenceWatch watch;
    private final Consumer<SilenceWatch.Suspicion> suspected;
    private final LookComparison looks = new LookComparison();
    private long timer = -1;

    SilenceGuard(Vertx vertx, AccountParts parts, Consumer<SilenceWatch.Suspicion> suspected) {
        this.vertx = vertx;
        this.clock = parts.clock();
        this.watch = new SilenceWatch(parts.silence());
        this.suspected = suspected;
    }

    void heard(Delivery delivery) {
        watch.heard(delivery.feed(), delivery.heardAt());
    }

    void connected(String feed, List<String> filters) {
        if (filters.stream().anyMatch(filter -> ABOUT_CALLS.stream().anyMatch(filter::contains))) {
            watch.stands(feed, clock.instant());
        } else {
            watch.excused(feed);
        }
    }

    void lost(String feed) {
        watch.excused(feed);
    }

    void seen(Evidence evidence) {
        if (evidence instanceof ActiveCallsReport report) {
            looks.next(report).ifPresent(happened -> {
                watch.happened(happened.since(), happened.until());
                schedule();
            });
        }
    }

    void close() {
        vertx.cancelTimer(timer);
    }

    private void schedule() {
        vertx.cancelTimer(timer);
        watch.deadline().ifPresent(due -> {
            Instant now = clock.instant();
            timer = vertx.setTimer(Math.max(1, Duration.between(now, due).toMillis() + 1), fired -> judge());
        });
    }

    private void judge() {
        watch.suspects(clock.instant()).forEach(suspected);
        schedule();
    }
}
