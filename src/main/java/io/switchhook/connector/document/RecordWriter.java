package io.switchhook.connector.document;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Stage;
import io.switchhook.connector.TextHash;
import io.switchhook.connector.Written;
import io.switchhook.connector.document.Conversation.Reply;
import io.switchhook.connector.document.Conversation.Sign;
import io.switchhook.connector.document.Document.Missing;
import io.switchhook.connector.document.Document.Writing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a record in as many requests as its document has: looks for it where its fate is unknown, creates or changes it,
 * and sends what comes then.
 */
final class RecordWriter {
    /** Records of which a later request failed, kept to go on there; chosen: many times what is under way at once. */
    private static final int HALFWAY_MAX = 1_000;

    private final Writing writing;
    private final Conversation conversation;
    private final Map<String, Map<String, Object>> halfway = new ConcurrentHashMap<>();

    RecordWriter(Writing writing, Conversation conversation) {
        this.writing = writing;
        this.conversation = conversation;
    }

    /**
     * One write.
     *
     * @param key names the record for ever
     * @param earlier what was written before
     * @param stage why it is written now
     * @param told how far it is told
     */
    record Order(String key, Earlier earlier, Stage stage, Stage told) {}

    /** Where a write stands: what is known, what the record is, whether our text stands in it. */
    private record State(Order order, Map<String, Object> scope, Map<String, Object> record, Optional<String> hash) {
        State keeping(Map<String, Object> more) {
            Map<String, Object> all = new LinkedHashMap<>(record);
            all.putAll(more);
            return new State(order, Scope.with(scope, "record", all), all, hash);
        }

        State hashed(Optional<String> mark) {
            return new State(order, scope, record, mark);
        }

        State knowing(String name, Object value) {
            return new State(order, Scope.with(scope, name, value), record, hash);
        }

        boolean lets(Step step) {
            return step.guard().lets(order.stage(), order.told(), scope);
        }
    }

    CompletionStage<Written> write(Order order, Map<String, Object> scope) {
        Map<String, Object> known = order.earlier()
                .recordId()
                .map(RecordIds::read)
                .orElseGet(() -> halfway.getOrDefault(order.key(), Map.of()));
        State state = new State(order, scope, Map.of(), order.earlier().textHash()).keeping(known);
        CompletionStage<State> written = known.isEmpty() ? make(state) : change(state, true);
        return written.thenCompose(this::then).thenApply(this::written);
    }

    private Written written(State state) {
        halfway.remove(state.order().key());
        if (state.record().isEmpty()) {
            return new Written(
                    state.order().earlier().recordId(), state.order().earlier().url(), state.hash());
        }
        Optional<String> url = Optional.ofNullable(state.record().get("url"))
                .map(JsonValues::text)
                .or(() -> state.order().earlier().url());
        return new Written(Optional.of(RecordIds.write(state.record())), url, state.hash());
    }

    private CompletionStage<State> make(State state) {
        if (!state.lets(writing.create())) {
            return done(state);
        }
        boolean doubtful = state.order().earlier().uncertain() && writing.find().isPresent();
        return doubtful
                ? find(state).thenCompose(found -> found.record().isEmpty() ? create(found) : change(found, true))
                : create(state);
    }

    private CompletionStage<State> create(State state) {
        Step step = writing.create();
        return conversation.ask(step, state.scope()).thenCompose(reply -> {
            if (reply.sign() == Sign.EXISTS && writing.find().isPresent()) {
                return find(state).thenCompose(found -> {
                    if (found.record().isEmpty()) {
                        throw reply.failure();
                    }
                    return change(found, true);
                });
            }
            expect(reply, Sign.DONE);
            Map<String, Object> kept = reply.kept(step);
            kept.putIfAbsent("id", state.order().key());
            return done(remember(state.keeping(kept)).hashed(mark(state)));
        });
    }

    /** Looks for our key; the record stays empty when there is none. */
    private CompletionStage<State> find(State state) {
        Step step = writing.find().orElseThrow();
        return conversation
                .ask(step, state.scope())
                .thenApply(reply -> {
                    if (reply.sign() == Sign.MISSING) {
                        return state;
                    }
                    expect(reply, Sign.DONE);
                    Map<String, Object> kept = reply.kept(step);
                    return kept.containsKey("id") ? remember(state.keeping(kept)) : state;
                })
                .handle((found, failure) -> failure == null
                        ? CompletableFuture.completedStage(found)
                        : unlessShown(state, Conversation.cause(failure)))
                .thenCompose(found -> found);
    }

    /** Shadow mode shows a request instead of sending it; what is to be shown is the one that would write. */
    private static CompletionStage<State> unlessShown(State state, Throwable cause) {
        return cause instanceof Conversation.NotSent ? done(state) : CompletableFuture.failedStage(cause);
    }

    /**
     * Changes a record that is there.
     *
     * @param first whether it may be looked for when it is missing
     */
    private CompletionStage<State> change(State state, boolean first) {
        Optional<Step> update = writing.update().filter(state::lets);
        if (update.isEmpty()) {
            return done(state);
        }
        return read(state)
                .thenCompose(known -> conversation
                        .ask(update.get(), known.scope())
                        .thenCompose(reply -> {
                            if (reply.sign() == Sign.MISSING) {
                                return missing(known, reply, first);
                            }
                            expect(reply, Sign.DONE);
                            boolean edited = Boolean.TRUE.equals(edited(known));
                            State changed = remember(known.keeping(reply.kept(update.get())));
                            return done(edited ? changed : changed.hashed(mark(known)));
                        }));
    }

    private CompletionStage<State> missing(State state, Reply reply, boolean first) {
        if (writing.missing() == Missing.IGNORE) {
            return done(state);
        }
        if (!first || writing.missing() == Missing.REJECT) {
            return CompletableFuture.failedStage(reply.failure());
        }
        State lost = new State(state.order(), state.scope(), Map.of(), Optional.empty()).keeping(Map.of());
        return writing.find().isEmpty()
                ? create(lost)
                : find(lost).thenCompose(found -> found.record().isEmpty() ? create(found) : change(found, false));
    }

    /** Finds out whether a person edited the text that we wrote. */
    private CompletionStage<State> read(State state) {
        if (writing.read().isEmpty() || writing.present().isEmpty()) {
            return done(state);
        }
        return conversation.ask(writing.read().get(), state.scope()).thenApply(reply -> {
            if (reply.sign() == Sign.MISSING) {
                return state;
            }
            expect(reply, Sign.DONE);
            String present = JsonValues.text(writing.present().get().evaluate(reply.scope()));
            // A record of an unknown fate that was found is what we wrote: its mark went down with the answer.
            boolean isFound = state.hash().isEmpty() && state.order().earlier().uncertain();
            boolean isOurs = isFound || TextHash.isOurs(present, state.hash());
            Map<?, ?> ours = state.scope().get("text") instanceof Map<?, ?> text ? text : Map.of();
            return state.knowing(
                    "text",
                    Scope.text(JsonValues.text(ours.get("subject")), JsonValues.text(ours.get("body")), !isOurs));
        });
    }

    private static Object edited(State state) {
        return state.scope().get("text") instanceof Map<?, ?> text ? text.get("edited") : null;
    }

    private Optional<String> mark(State state) {
        return writing.text().map(text -> TextHash.of(JsonValues.text(text.evaluate(state.scope()))));
    }

    private CompletionStage<State> then(State state) {
        CompletionStage<State> last = done(state);
        for (Step step : writing.then()) {
            last = last.thenCompose(
                    known -> known.record().isEmpty() || !known.lets(step) ? done(known) : next(known, step));
        }
        return last;
    }

    private CompletionStage<State> next(State state, Step step) {
        return conversation
                .ask(step, state.scope())
                .thenApply(reply -> {
                    expect(reply, Sign.DONE);
                    return remember(state.keeping(reply.kept(step)));
                })
                .handle((reached, failure) -> failure == null
                        ? CompletableFuture.completedStage(reached)
                        : unlessOptional(state, step, Conversation.cause(failure)))
                .thenCompose(reached -> reached);
    }

    private static CompletionStage<State> unlessOptional(State state, Step step, Throwable cause) {
        boolean passes = step.optional()
                && cause instanceof DeliveryFailure failure
                && failure.kind() != DeliveryFailure.Kind.AUTH;
        return passes ? done(state) : CompletableFuture.failedStage(cause);
    }

    private State remember(State state) {
        if (halfway.size() >= HALFWAY_MAX) {
            halfway.clear();
        }
        halfway.put(state.order().key(), state.record());
        return state;
    }

    private static void expect(Reply reply, Sign sign) {
        if (reply.sign() != sign) {
            throw reply.failure();
        }
    }

    private static CompletionStage<State> done(State state) {
        return CompletableFuture.completedStage(state);
    }
}
