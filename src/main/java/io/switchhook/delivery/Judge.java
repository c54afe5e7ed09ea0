package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.DeliveryResult.Again;
import io.switchhook.journal.DeliveryResult.Dead;
import io.switchhook.journal.DeliveryResult.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a delivery that failed. Pure but for the jitter. */
final class Judge {
    private final Patience patience;
    private final RandomGenerator random;

    Judge(Patience patience, RandomGenerator random) {
        this.patience = patience;
        this.random = random;
    }

    /**
     * Decides.
     *
     * @param due the delivery as it was begun
     * @param failure what the connector said
     * @param now the time of day
     * @param crm how the CRM does otherwise
     */
    Fate after(Due due, DeliveryFailure failure, Instant now, Crm crm) {
        String words = failure.getMessage();
        // Only a write that is known ends a doubt: the attempt that failed for certain may have been the search.
        boolean uncertain = due.memory().uncertain() || !failure.isUnsent();
        return switch (failure.kind()) {
            case REJECT -> new Dead(words, uncertain);
            // Nothing is wrong with the call: it is the first to go when the door is open again.
            case AUTH, GONE -> new Again(now, false, uncertain, words);
            case RETRY ->
                failure.after()
                        .<Fate>map(after -> new Again(now.plus(after), false, uncertain, words))
                        .orElseGet(() -> later(due, words, uncertain, now, crm));
        };
    }

    private Fate later(Due due, String words, boolean uncertain, Instant now, Crm crm) {
        if (isHopeless(due, now, crm)) {
            Duration tried = Duration.between(due.failingSince().orElse(now), now);
            String tries = "gave up after " + (due.attempts() + 1) + " attempts in " + tried.toHours() + " h: ";
            return new Dead(tries + words, uncertain);
        }
        int failures = crm.answers() ? due.attempts() + 1 : Math.max(1, due.attempts());
        Instant next = now.plus(patience.delay(failures, random));
        return new Again(next, crm.answers(), uncertain, words);
    }

    /** A CRM that took nothing from anybody meanwhile is away, which proves nothing about this call. */
    private boolean isHopeless(Due due, Instant now, Crm crm) {
        Optional<Instant> since = due.failingSince();
        return since.isPresent()
                && !since.get().plus(patience.givesUp()).isAfter(now)
                && crm.tookAt().map(took -> took.isAfter(since.get())).orElse(false);
    }

    /**
     * How the CRM does, apart from this delivery.
     *
     * @param answers whether it counted as there when the delivery began
     * @param tookAt when it last took something
     */
    record Crm(boolean answers, Optional<Instant> tookAt) {}
}
