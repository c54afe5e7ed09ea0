package io.switchhook.event;

/** What operational events there are: news about sources and connectors, not about a call (vocabulary.md C2, third tier). */
public enum NoticeType {
    /** A source that was lost stands again. */
    SOURCE_CONNECTED("source.connected"),
    /** A source is away; what it would have told is unknown until it is back. */
    SOURCE_LOST("source.lost"),
    /** What happened between two moments may not have been told; back-fill begins. */
    SOURCE_GAP("source.gap"),
    /** Everything that could be asked about a gap has been asked. */
    SOURCE_BACKFILLED("source.backfilled"),
    /** A look at the platform told of a call what no notification had. */
    RECONCILE_REPAIRED("reconcile.repaired"),
    /** The platform lets no more requests through for a while. */
    QUOTA_EXHAUSTED("quota.exhausted"),
    /** It does again. */
    QUOTA_RESTORED("quota.restored"),
    /** Nothing is delivered to a connector until it is let in again, or a person resumes it; nothing is lost meanwhile. */
    CONNECTOR_PAUSED("connector.paused"),
    /** A connector that paused is delivered to again. */
    CONNECTOR_RESUMED("connector.resumed"),
    /** Several contacts of a CRM have the number of a call's outside party; one was chosen by policy, or none. */
    CONNECTOR_CONTACT_AMBIGUOUS("connector.contact.ambiguous");

    private final String word;

    NoticeType(String word) {
        this.word = word;
    }

    /**
     * The name in the envelope, without prefix.
     *
     * @return for example {@code source.gap}
     */
    public String word() {
        return word;
    }

    /**
     * Whether it is about a connector, which belongs to no account.
     *
     * @return true for {@code connector.paused} and the like
     */
    public boolean isOfConnector() {
        return word.startsWith("connector.");
    }
}
