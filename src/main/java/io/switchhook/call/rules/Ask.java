package io.switchhook.call.rules;

import java.time.Instant;

/** What the rules would like to have looked at. Looking is somebody else's work; the answer comes back as evidence. */
public sealed interface Ask {
    /**
     * A look at the account's active calls, soon.
     *
     * @param why for the log
     */
    record ActiveCalls(String why) implements Ask {}

    /**
     * What an extension's presence shows now: the cheapest question about the calls of one extension.
     *
     * @param extensionId the extension
     */
    record Presence(String extensionId) implements Ask {}

    /**
     * Whether the platform still knows a session.
     *
     * @param telephonySessionId the session
     */
    record Session(String telephonySessionId) implements Ask {}

    /**
     * The call log of a time. Many calls want the same time, so whoever looks joins what overlaps.
     *
     * @param from the earliest start of the calls that are wanted
     * @param to their latest start; may lie in the future
     * @param history whether it is for what was missed rather than for a call that somebody waits for, so that it gives
     *     way to everything else
     */
    record CallLog(Instant from, Instant to, boolean history) implements Ask {}
}
