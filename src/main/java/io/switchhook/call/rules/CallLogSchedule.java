package io.switchhook.call.rules;

/** When the call log is asked for one call, in milliseconds. */
final class CallLogSchedule {
    /** Whatever happens, a call waits no longer for its record than this: an hour's outage, and as much again. */
    static final long LIMIT_MS = 7_200_000;

    /** How long after a call's end a file that was announced is waited for. Source: 5 min to 2 h by length of call
     * (protocol.md 6.2). */
    static final long FILES_MS = 7_200_000;

    /** A record's start may differ from ours by seconds (protocol.md 10, trap 14); chosen: a minute. */
    static final long MARGIN_MS = 60_000;

    /** A record begins when its extension was first rung, in a queue some time after the call did. Chosen, so that the
     * record of a call of hours is not looked for among all the calls of those hours. */
    static final long RECORD_BEGINS_WITHIN_MS = 900_000;

    private static final long[] RECORD_STEPS_MS = {30_000, 60_000, 120_000, 300_000};
    private static final long[] FILE_STEPS_MS = {60_000, 120_000, 300_000, 600_000, 1_200_000, 2_400_000};

    private CallLogSchedule() {}

    /** The pause after so many questions for a record. */
    static long recordPause(int asked) {
        return RECORD_STEPS_MS[Math.min(Math.max(asked, 1), RECORD_STEPS_MS.length) - 1];
    }

    /** The pause before the next question for a file, after so many. */
    static long filePause(int asked) {
        return FILE_STEPS_MS[Math.min(asked, FILE_STEPS_MS.length - 1)];
    }
}
