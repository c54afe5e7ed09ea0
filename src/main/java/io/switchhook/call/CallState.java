package io.switchhook.call;

/** Where a call stands as a whole. */
public enum CallState {
    /** Known to exist. */
    NEW,
    /** Rules, a menu or an auto-attendant have it; no person is tried yet. */
    ROUTING,
    /** Waiting in a queue. */
    QUEUED,
    /** A person or an outside number is alerting. */
    RINGING,
    /** Two ends that are people, or a person and the outside, are connected. */
    TALKING,
    /** No pair talks because a leg holds. */
    HELD,
    /** Left at a park location. */
    PARKED,
    /** Every leg is over and nothing continues it; provisional until the call log has spoken. */
    ENDED,
    /** Final facts are known. */
    COMPLETED;

    /**
     * Whether the call is over.
     *
     * @return true for {@link #ENDED} and {@link #COMPLETED}
     */
    public boolean isOver() {
        return this == ENDED || this == COMPLETED;
    }
}
