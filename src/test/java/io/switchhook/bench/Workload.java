package io.switchhook.bench;

import java.time.Instant;

/**
 * Notifications of two-leg calls on an account with 50,000 extensions, each call nine of them: dialled, rung, answered,
 * held, taken up, ended. They are written on the fly, in the order in which calls that overlap make them.
 */
final class Workload {
    static final int EXTENSIONS = 50_000;
    static final int STEPS = 9;
    /** The first so many leave a call open, talking. */
    static final int OPEN_STEPS = 5;

    private static final long T0 = Instant.parse("2026-03-04T08:00:00Z").toEpochMilli();
    private static final long[] AFTER_MS = {0, 20, 100, 700, 8_000, 60_000, 90_000, 179_000, 179_010};
    private static final String[] CODES = {
        "Setup", "Setup", "Answered", "Proceeding", "Answered", "Hold", "Answered", "Disconnected", "Disconnected"
    };
    private static final boolean[] CALLED = {false, true, false, true, true, true, true, true, false};

    private final Template[] templates = new Template[STEPS];
    private final long betweenMs;
    /** For each step, the call whose turn it is next. */
    private final long[] next = new long[STEPS];

    private long at;

    /**
     * A day that begins.
     *
     * @param form how much each notification says
     * @param betweenMs from one call's beginning to the next's
     */
    Workload(Form form, long betweenMs) {
        this.betweenMs = betweenMs;
        for (int step = 0; step < STEPS; step++) {
            templates[step] = new Template(form.template
                    .replace("%SEQ%", Integer.toString(step + 2))
                    .replace("%PARTY%", CALLED[step] ? "2" : "1")
                    .replace("%WAY%", CALLED[step] ? "Inbound" : "Outbound")
                    .replace("%OWNER%", CALLED[step] ? "\"extensionId\":\"%EXT%\"," : "")
                    .replace("%CODE%", CODES[step]));
        }
    }

    /** The next notification in order of time. */
    byte[] next() {
        int first = 0;
        for (int step = 1; step < STEPS; step++) {
            first = timeOf(next[step], step) < timeOf(next[first], first) ? step : first;
        }
        return write(next[first]++, first);
    }

    /** When the newest notification was heard, milliseconds of the epoch. */
    long heardAt() {
        return at + 60;
    }

    /** One step of one call, whatever came before. */
    byte[] write(long call, int step) {
        at = timeOf(call, step);
        return templates[step].write(call, step, at);
    }

    private long timeOf(long call, int step) {
        return T0 + call * betweenMs + AFTER_MS[step];
    }
}
