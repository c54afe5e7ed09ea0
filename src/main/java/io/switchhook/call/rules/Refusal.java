package io.switchhook.call.rules;

import io.switchhook.call.Provenance;

/**
 * Evidence, or a part of it, that was not believed or added nothing.
 *
 * @param reason why
 * @param callId the call it spoke of; empty when there is none
 * @param from where it came from
 */
public record Refusal(Reason reason, String callId, Provenance from) {
    /** Why evidence changed nothing. */
    public enum Reason {
        /** It had been heard before. */
        DUPLICATE,
        /** It is older than anything remembered, and speaks of a call that is not known. */
        TOO_OLD,
        /** It names no call that could be told apart from others. */
        NO_KEY,
        /** The state it reports cannot follow the state that was. */
        IMPLAUSIBLE,
        /** A look that was not complete, or was older than newer news. */
        PROVES_NOTHING
    }
}
