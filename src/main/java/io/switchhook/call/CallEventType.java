package io.switchhook.call;

/** Every type of event about a call, with the name it has everywhere (vocabulary.md C2). */
public enum CallEventType {
    /** First evidence of the call, from any source; always a call's first event. */
    STARTED("call.started"),
    /** Rules, a menu or an auto-attendant have it. */
    ROUTED("call.routed"),
    /** It entered a queue. */
    QUEUED("call.queued"),
    /** A person or an outside number is alerting. */
    RINGING("call.ringing"),
    /** Two ends talk for the first time. */
    ANSWERED("call.answered"),
    /** A leg holds and nobody talks. */
    HELD("call.held"),
    /** Talking again. */
    RETRIEVED("call.retrieved"),
    /** Left at a park location. */
    PARKED("call.parked"),
    /** Taken from a park location. */
    UNPARKED("call.unparked"),
    /** Goes on with somebody else. */
    TRANSFERRED("call.transferred"),
    /** Forwarded or redirected before an answer. */
    DIVERTED("call.diverted"),
    /** A third party joined, or it is a conference. */
    CONFERENCED("call.conferenced"),
    /** Somebody listens in; that is no talk. */
    SUPERVISED("call.supervised"),
    /** A recording began. */
    RECORDING_STARTED("call.recording.started"),
    /** A recording pauses. */
    RECORDING_PAUSED("call.recording.paused"),
    /** A recording goes on. */
    RECORDING_RESUMED("call.recording.resumed"),
    /** A recording is over. */
    RECORDING_STOPPED("call.recording.stopped"),
    /** Another call was found to belong with it; nothing about its state. */
    UPDATED("call.updated"),
    /** A leg entered a mailbox or screening. */
    VOICEMAIL("call.voicemail"),
    /** A leg became a fax reception. */
    FAX("call.fax"),
    /** Over; provisional until completed. */
    ENDED("call.ended"),
    /** Final facts are known. */
    COMPLETED("call.completed"),
    /** Late or better evidence changed something already told. */
    CORRECTED("call.corrected"),
    /** A leg appeared. */
    LEG_ADDED("leg.added"),
    /** A leg rings. */
    LEG_ALERTING("leg.alerting"),
    /** A leg has media. */
    LEG_ANSWERED("leg.answered"),
    /** A leg holds. */
    LEG_HELD("leg.held"),
    /** A leg no longer holds. */
    LEG_RETRIEVED("leg.retrieved"),
    /** A leg was parked. */
    LEG_PARKED("leg.parked"),
    /** A leg moved into another session. */
    LEG_REPLACED("leg.replaced"),
    /** A leg is over. */
    LEG_ENDED("leg.ended");

    private final String word;

    CallEventType(String word) {
        this.word = word;
    }

    /**
     * The name on the wire, without the prefix of the envelope.
     *
     * @return for example {@code call.answered}
     */
    public String word() {
        return word;
    }
}
