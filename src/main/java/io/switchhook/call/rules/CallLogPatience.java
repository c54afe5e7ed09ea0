package io.switchhook.call.rules;

import java.time.Duration;

/**
 * What may be expected of the call log, and how long.
 *
 * @param expected whether somebody asks the call log when {@link Ask.CallLog} wants it. Without, only records that come
 *     of themselves complete a call
 * @param after time from a call's end to the first question for its record; {@code reconcile.callLogAfter}, 30 s,
 *     because the log is 15 to 30 s late (protocol.md 6.2)
 * @param deadline how long after its end a call waits for its record, before it is completed without, provided that a
 *     complete look lacked it; {@code reconcile.callLogDeadline}, 10 min
 */
public record CallLogPatience(boolean expected, Duration after, Duration deadline) {
    /** Nobody asks the call log: a replay. */
    public static final CallLogPatience NONE =
            new CallLogPatience(false, Duration.ofSeconds(30), Duration.ofMinutes(10));

    /**
     * Somebody asks.
     *
     * @param after time from an end to the first question
     * @param deadline longest wait for a record that looks lack
     * @return the patience
     */
    public static CallLogPatience of(Duration after, Duration deadline) {
        return new CallLogPatience(true, after, deadline);
    }
}
