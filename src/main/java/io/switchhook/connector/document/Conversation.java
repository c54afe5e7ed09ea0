package io.switchhook.connector.document;

import io.switchhook.connector.Config;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Http.Answer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Sends the requests of a document, with its credentials, and says what the answers mean. */
final class Conversation {
    private final Credentials credentials;
    private final Http http;
    private final Optional<Tokens> tokens;

    Conversation(Credentials credentials, Http http, InstantSource clock, Config config) {
        this.credentials = credentials;
        this.http = http;
        Map<String, Object> known = Scope.of(config, clock.instant());
        this.tokens = credentials
                .token()
                .filter(step ->
                        step.guard().when().map(when -> when.holds(known)).orElse(true))
                .map(step -> new Tokens(step, http, clock, known));
    }

    /** What an answer came to. */
    enum Sign {
        DONE,
        /** There is no such record. */
        MISSING,
        /** There is such a record already. */
        EXISTS
    }

    /**
     * An answer.
     *
     * @param sign what it means
     * @param answer as it came
     * @param scope everything known, and {@code answer}, {@code status}, {@code headers}, {@code body}
     */
    record Reply(Sign sign, Answer answer, Map<String, Object> scope) {
        /** The values that are to be remembered; those without a value are left out. */
        Map<String, Object> kept(Step step) {
            Map<String, Object> kept = new LinkedHashMap<>();
            step.keep().forEach((name, expression) -> {
                Object value = expression.evaluate(scope);
                if (value != null) {
                    kept.put(name, value);
                }
            });
            return kept;
        }

        /** For those who cannot deal with the sign. */
        DeliveryFailure failure() {
            return Conversation.failure(answer).orElseGet(() -> DeliveryFailure.reject(words(answer)));
        }
    }

    /** Shadow mode showed the request instead of sending it; the cause says so to the daemon. */
    static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSent(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    /** Sends a request; a token that is not taken any more is replaced once. */
    CompletionStage<Reply> ask(Step step, Map<String, Object> scope) {
        return tokens.isEmpty()
                ? send(step, scope, Optional.empty())
                : tokens.get()
                        .token()
                        .thenCompose(token -> send(step, scope, token)
                                .handle((reply, failure) -> failure == null
                                        ? CompletableFuture.completedStage(reply)
                                        : again(step, scope, cause(failure)))
                                .thenCompose(result -> result));
    }

    private CompletionStage<Reply> again(Step step, Map<String, Object> scope, Throwable cause) {
        boolean refused = cause instanceof DeliveryFailure failure && failure.kind() == DeliveryFailure.Kind.AUTH;
        if (!refused) {
            return CompletableFuture.failedStage(cause);
        }
        tokens.orElseThrow().drop();
        return tokens.orElseThrow().token().thenCompose(token -> send(step, scope, token));
    }

    private CompletionStage<Reply> send(Step step, Map<String, Object> scope, Optional<String> token) {
        Map<String, Object> known = token.isPresent() ? Scope.with(scope, "token", token.get()) : scope;
        return http.send(step.request().request(known, credentials.given(known)))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw cause(failure) instanceof DeliveryFailure real ? real : new NotSent(cause(failure));
                    }
                    return reply(step, answer, scope);
                });
    }

    /** What an answer means. */
    static Reply reply(Step step, Answer answer, Map<String, Object> scope) {
        Map<String, Object> known = new LinkedHashMap<>(scope);
        known.put("answer", JsonValues.read(answer.text()).orElse(null));
        known.put("status", answer.status());
        known.put("body", answer.text());
        Map<String, Object> headers = new LinkedHashMap<>();
        answer.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.value()));
        known.put("headers", headers);
        return new Reply(sign(step.verdicts(), answer, known), answer, known);
    }

    private static Sign sign(Step.Verdicts verdicts, Answer answer, Map<String, Object> known) {
        int status = answer.status();
        if (verdicts.done().fit(status, known)) {
            return Sign.DONE;
        }
        if (verdicts.missing().fit(status, known)) {
            return Sign.MISSING;
        }
        if (verdicts.exists().fit(status, known)) {
            return Sign.EXISTS;
        }
        if (verdicts.retry().fit(status, known)) {
            throw later(answer);
        }
        if (verdicts.auth().fit(status, known)) {
            throw DeliveryFailure.auth(words(answer));
        }
        if (verdicts.reject().statuses().contains(status)) {
            throw DeliveryFailure.reject(words(answer));
        }
        return byStatus(verdicts, answer, known);
    }

    /** What a status says of being busy or of not being let in comes before what a document says of refusals. */
    private static Sign byStatus(Step.Verdicts verdicts, Answer answer, Map<String, Object> known) {
        Optional<DeliveryFailure> failure = failure(answer);
        if (failure.isPresent() && failure.get().kind() != DeliveryFailure.Kind.REJECT) {
            throw failure.get();
        }
        if (answer.status() == 404) {
            return Sign.MISSING;
        }
        if (answer.status() == 409) {
            return Sign.EXISTS;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (verdicts.reject().fit(answer.status(), known)) {
            throw DeliveryFailure.reject(words(answer));
        }
        return Sign.DONE;
    }

    private static Optional<DeliveryFailure> failure(Answer answer) {
        try {
            answer.orFailure();
            return Optional.empty();
        } catch (DeliveryFailure failure) {
            return Optional.of(failure);
        }
    }

    /** The door alone knows how to read Retry-After, and does so for the status that it belongs to. */
    private static DeliveryFailure later(Answer answer) {
        Answer busy = new Answer(503, answer.headers(), answer.body(), answer.receivedAt());
        String words = words(answer);
        DeliveryFailure later = failure(busy)
                .flatMap(DeliveryFailure::after)
                .map(after -> DeliveryFailure.retryAfter(words, after))
                .orElseGet(() -> DeliveryFailure.retry(words));
        return answer.status() == 429 ? later.unsent() : later;
    }

    private static String words(Answer answer) {
        return answer.status() + ": " + answer.text().strip().replaceAll("\\s+", " ");
    }

    /** What really went wrong. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
