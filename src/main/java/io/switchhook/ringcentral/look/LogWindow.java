package io.switchhook.ringcentral.look;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of the call log that somebody wants to see.
 *
 * @param from the earliest start of the calls in it
 * @param to their latest start
 */
record LogWindow(Instant from, Instant to) {
    /** Stretches nearer to each other than this are one: a page holds many more calls. Chosen. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private boolean isNear(LogWindow other) {
        return !other.from.isAfter(to.plus(NEAR)) && !from.isAfter(other.to.plus(NEAR));
    }

    private LogWindow with(LogWindow other) {
        return new LogWindow(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /** Adds a stretch to others, joined with those that it touches; they stay in order. */
    static void add(List<LogWindow> windows, LogWindow wanted) {
        LogWindow whole = wanted;
        List<LogWindow> apart = new ArrayList<>();
        for (LogWindow window : windows) {
            if (window.isNear(whole)) {
                whole = whole.with(window);
            } else {
                apart.add(window);
            }
        }
        apart.add(whole);
        apart.sort(Comparator.comparing(LogWindow::from));
        windows.clear();
        windows.addAll(apart);
    }
}
