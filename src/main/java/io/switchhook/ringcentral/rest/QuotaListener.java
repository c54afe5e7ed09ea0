package io.switchhook.ringcentral.rest;

import java.time.Duration;

/** Who hears that a rate group lets nobody through for a while, and that it does again; each once a time. */
public interface QuotaListener {
    /** Nobody listens. */
    QuotaListener NONE = new QuotaListener() {
        @Override
        public void exhausted(RateGroup group, Reason reason, Duration pause) {}

        @Override
        public void restored(RateGroup group) {}
    };

    /** Why nothing is sent. */
    enum Reason {
        /** The platform answered 429: nothing is sent until its penalty is over. */
        PENALTY,
        /** Everything that the group allows in its window was sent, and live work has to wait for more than a second. */
        WINDOW
    }

    /**
     * Nothing more is sent in a group.
     *
     * @param group the group
     * @param reason why
     * @param pause how long, as far as is known now
     */
    void exhausted(RateGroup group, Reason reason, Duration pause);

    /**
     * Requests of the group go out again.
     *
     * @param group the group
     */
    void restored(RateGroup group);
}
