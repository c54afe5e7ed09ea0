package io.switchhook.call.rules;

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
}
