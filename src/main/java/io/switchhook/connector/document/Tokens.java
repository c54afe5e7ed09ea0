package io.switchhook.connector.document;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** The token that requests bring along: fetched once for all of them, kept for as long as it is good. */
final class Tokens {
    /** A token is taken for old so long before it is; chosen: longer than a request takes. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    /** How long a token serves whose answer does not say, seconds; chosen: shorter than the hour that is usual. */
    private static final long SECONDS = 600;

    private static final Held NONE = new Held(CompletableFuture.completedStage(Optional.empty()), Instant.MIN);

    private final Step step;
    private final Http http;
    private final InstantSource clock;
    private final Map<String, Object> known;
    private final AtomicReference<Held> held = new AtomicReference<>(NONE);

    Tokens(Step step, Http http, InstantSource clock, Map<String, Object> known) {
        this.step = step;
        this.http = http;
        this.clock = clock;
        this.known = known;
    }

    private record Held(CompletionStage<Optional<String>> value, Instant until) {}

    /** The present token, or a new one; empty in shadow mode, where the request that writes is to be shown instead. */
    CompletionStage<Optional<String>> token() {
        Held present = held.get();
        if (clock.instant().isBefore(present.until())) {
            return present.value();
        }
        CompletableFuture<Optional<String>> fetched = new CompletableFuture<>();
        Held pending = new Held(fetched, clock.instant().plusSeconds(SECONDS));
        if (!held.compareAndSet(present, pending)) {
            return held.get().value();
        }
        http.send(step.request().request(known, Credentials.Given.NOTHING)).whenComplete((answer, failure) -> {
            if (failure == null) {
                arrive(answer, fetched, pending);
                return;
            }
            held.compareAndSet(pending, NONE);
            if (Conversation.cause(failure) instanceof DeliveryFailure known) {
                fetched.completeExceptionally(known);
            } else {
                fetched.complete(Optional.empty());
            }
        });
        return fetched;
    }

    /** The CRM does not take it any more. */
    void drop() {
        held.set(NONE);
    }

    private void arrive(Answer answer, CompletableFuture<Optional<String>> fetched, Held pending) {
        try {
            Map<String, Object> kept = Conversation.reply(step, answer, known).kept(step);
            Object token = kept.get("token");
            if (token == null) {
                throw DeliveryFailure.auth("there is no token in the answer " + answer.status());
            }
            long seconds = kept.get("seconds") instanceof Number number ? number.longValue() : SECONDS;
            Instant until = clock.instant().plusSeconds(seconds).minus(EARLY);
            held.compareAndSet(pending, new Held(fetched, until));
            fetched.complete(Optional.of(JsonValues.text(token)));
        } catch (DeliveryFailure failure) {
            held.compareAndSet(pending, NONE);
            // A client that the CRM does not know is told so with 400 (RFC 6749, 5.2): no call is to blame for that.
            boolean refused = failure.kind() == DeliveryFailure.Kind.REJECT;
            fetched.completeExceptionally(refused ? DeliveryFailure.auth(failure.getMessage()) : failure.unsent());
        }
    }
}
