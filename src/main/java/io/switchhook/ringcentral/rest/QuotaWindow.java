package io.switchhook.ringcentral.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * How many more requests one rate group bears now. Pure: time is passed in and never goes back.
 *
 * <p>The platform counts a request when it arrives there, some time between our sending and its answer. So a request
 * counts here from its sending until a whole window (and a margin) after its <em>answer</em>: at no moment can the
 * platform see more of them in a window than we do.
 */
final class QuotaWindow {
    /**
     * Most requests in flight before the first answer has told the real limit; 3. Chosen: no known limit is smaller, and
     * a first burst at the default limit could exceed an app's own, lower one.
     */
    static final int UNTOLD_IN_FLIGHT_MAX = 3;

    private final QuotaSettings settings;
    private final Deque<Instant> answers = new ArrayDeque<>();
    private int limit;
    private Duration window;
    private int inFlight;
    private boolean told;
    private Instant penaltyEnd = Instant.MIN;

    QuotaWindow(RateGroup group, QuotaSettings settings) {
        this.settings = settings;
        this.limit = defaultLimit(group);
        this.window = settings.window();
    }

    /** Requests a window, per user and app, until an answer tells otherwise (protocol.md 2.6). */
    static int defaultLimit(RateGroup group) {
        return switch (group) {
            case LIGHT -> 50;
            case MEDIUM -> 40;
            case HEAVY -> 10;
            case AUTH -> 5;
        };
    }

    /** Whether one more request of this priority may be sent now. */
    boolean hasRoom(Priority priority, Instant now) {
        forget(now);
        boolean patient = told || inFlight < UNTOLD_IN_FLIGHT_MAX;
        return patient && now.isAfter(penaltyEnd) && used() < share(priority);
    }

    /**
     * The part of the limit that a priority may fill. A quarter, rounded up, is kept for {@link Priority#LIVE}: of ten
     * heavy requests a minute three are always left for what somebody waits for.
     */
    int share(Priority priority) {
        return priority == Priority.LIVE ? limit : Math.max(1, limit - (limit + 3) / 4);
    }

    /** Counts a request that is being sent. */
    void sent() {
        inFlight++;
    }

    /** Takes back a request that was counted but never sent. */
    void withdrawn() {
        inFlight--;
    }

    /** The answer is here, or will never come: from now on the request grows old. */
    void settled(Instant now) {
        inFlight--;
        answers.addLast(now);
    }

    /**
     * Believes what an answer told, even if it was nothing. What it counts beyond our own requests was used by somebody else of the same user
     * and app, or by ourselves before a restart.
     */
    void learn(QuotaHeaders headers, Instant now) {
        told = true;
        headers.limit().ifPresent(number -> limit = number);
        headers.window().ifPresent(length -> window = length);
        forget(now);
        headers.remaining().ifPresent(left -> countOthers(limit - left, now));
    }

    private void countOthers(int usedThere, Instant now) {
        while (used() < Math.min(usedThere, limit)) {
            answers.addLast(now);
        }
    }

    /** A 429: nothing may be sent for this long. A shorter penalty never ends a longer one. */
    void penalize(Duration penalty, Instant now) {
        Instant end = now.plus(penalty).plus(settings.margin());
        penaltyEnd = end.isAfter(penaltyEnd) ? end : penaltyEnd;
    }

    /** When there may be room without any further answer; empty when only an answer can make room. */
    Optional<Instant> roomAt(Priority priority, Instant now) {
        forget(now);
        if (!told && inFlight >= UNTOLD_IN_FLIGHT_MAX) {
            return Optional.empty();
        }
        int excess = used() - share(priority) + 1;
        if (excess > answers.size()) {
            return Optional.empty();
        }
        Instant aged = excess <= 0 ? now : nth(excess).plus(life()).plusMillis(1);
        Instant free = penaltyEnd.equals(Instant.MIN) ? now : penaltyEnd.plusMillis(1);
        return Optional.of(aged.isAfter(free) ? aged : free);
    }

    /** How long the penalty lasts yet; empty when there is none. */
    Optional<Duration> penaltyLeft(Instant now) {
        return now.isAfter(penaltyEnd) ? Optional.empty() : Optional.of(Duration.between(now, penaltyEnd));
    }

    int limit() {
        return limit;
    }

    Duration window() {
        return window;
    }

    int remaining(Instant now) {
        forget(now);
        return Math.max(0, limit - used());
    }

    private int used() {
        return inFlight + answers.size();
    }

    private Duration life() {
        return window.plus(settings.margin());
    }

    private Instant nth(int position) {
        Iterator<Instant> oldest = answers.iterator();
        for (int skipped = 1; skipped < position; skipped++) {
            oldest.next();
        }
        return oldest.next();
    }

    private void forget(Instant now) {
        Instant horizon = now.minus(life());
        while (!answers.isEmpty() && answers.getFirst().isBefore(horizon)) {
            answers.removeFirst();
        }
    }
}
