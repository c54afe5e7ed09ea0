package io.switchhook.bus;

import io.switchhook.journal.CallQuery;
import io.switchhook.journal.Journal;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * Answers requests on the bus about calls and the journal. Bodies and replies are JSON; a failed reply carries one of
 * the codes below and a message for a person.
 */
public final class BusServices {
    /** The request is wrong and will be wrong again; the message names the member. */
    public static final int BAD_REQUEST = 400;

    /** What was asked for does not exist. */
    public static final int UNKNOWN = 404;

    /** The journal could not be read or written; asking again may help. */
    public static final int JOURNAL_TROUBLE = 503;

    /** Most calls in one reply. Chosen as the journal's own bound ({@link CallQuery}). */
    private static final int CALLS_MAX = 1_000;

    /** Most events in one reply; at 3 KB each a reply stays near 3 MB. */
    private static final int EVENTS_MAX = 1_000;

    /** Events in a reply when the request does not say. */
    private static final long EVENTS_DEFAULT = 100;

    private final Vertx vertx;
    private final Journal journal;

    /**
     * Services over one journal.
     *
     * @param vertx whose bus to answer on
     * @param journal what the answers come from
     */
    public BusServices(Vertx vertx, Journal journal) {
        this.vertx = vertx;
        this.journal = journal;
    }

    /**
     * Begins to answer, on the caller's context.
     *
     * @return the services, for {@link Open#close}
     */
    public Open open() {
        return new Open(List.of(
                serve(Addresses.CALLS, this::calls),
                serve(Addresses.CALL, this::call),
                serve(Addresses.JOURNAL_READ, this::read),
                serve(Addresses.JOURNAL_ACK, this::acknowledge)));
    }

    private MessageConsumer<Object> serve(String address, Function<Object, Future<?>> service) {
        return vertx.eventBus().consumer(address, message -> answer(message, service));
    }

    private static void answer(Message<Object> message, Function<Object, Future<?>> service) {
        Future.succeededFuture(message.body())
                .compose(service::apply)
                .onSuccess(message::reply)
                .onFailure(failure -> {
                    ReplyException reply = typed(failure);
                    message.fail(reply.failureCode(), reply.getMessage());
                });
    }

    private static ReplyException typed(Throwable failure) {
        if (failure instanceof ReplyException reply) {
            return reply;
        }
        int code = failure instanceof JournalFailure ? JOURNAL_TROUBLE : 500;
        return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code, failure.getMessage());
    }

    private Future<JsonArray> calls(Object body) {
        int max = (int) (long)
                Requests.number(Requests.object(body), "max", 1, CALLS_MAX).orElse((long) CALLS_MAX);
        return journal.calls(CallQuery.live(max)).map(BusServices::parsed);
    }

    private Future<JsonObject> call(Object body) {
        String id = Requests.callId(body);
        return journal.call(id)
                .map(found -> found.map(JsonObject::new)
                        .orElseThrow(() -> new ReplyException(
                                ReplyFailure.RECIPIENT_FAILURE,
                                UNKNOWN,
                                "Expected a call with the id " + id + ", but the journal has none; " + Addresses.CALLS
                                        + " lists the live ones")));
    }

    private Future<JsonArray> read(Object body) {
        JsonObject request = Requests.object(body);
        int max = (int) (long) Requests.number(request, "max", 1, EVENTS_MAX).orElse(EVENTS_DEFAULT);
        return start(request)
                .compose(offset -> journal.read(offset, max))
                .map(events -> parsed(events.stream().map(StoredEvent::json).toList()));
    }

    /** Where to read from: as asked, else where the named consumer stands, else the beginning. */
    private Future<Long> start(JsonObject request) {
        var after = Requests.number(request, "after", 0, Long.MAX_VALUE);
        var consumer = Requests.consumer(request);
        if (after.isPresent() || consumer.isEmpty()) {
            return Future.succeededFuture(after.orElse(0L));
        }
        return journal.acknowledged(consumer.get()).map(offset -> offset.orElse(0));
    }

    private Future<JsonObject> acknowledge(Object body) {
        JsonObject request = Requests.object(body);
        String consumer = Requests.consumer(request)
                .orElseThrow(() -> Requests.refused("Expected consumer to name who acknowledges, but it is missing"));
        long offset = Requests.number(request, "offset", 0, Long.MAX_VALUE)
                .orElseThrow(
                        () -> Requests.refused("Expected offset of the newest event dealt with, but it is missing"));
        return journal.newest()
                .compose(newest -> offset <= newest
                        ? journal.acknowledge(consumer, offset)
                        : Future.failedFuture(Requests.refused("Expected offset to be at most " + newest
                                + ", the newest in the journal, but it is " + offset)))
                .map(done -> new JsonObject().put("consumer", consumer).put("offset", offset));
    }

    private static JsonArray parsed(List<String> documents) {
        JsonArray array = new JsonArray();
        documents.forEach(document -> array.add(new JsonObject(document)));
        return array;
    }

    /**
     * Services that answer.
     *
     * @param consumers one for each address
     */
    public record Open(List<MessageConsumer<Object>> consumers) {
        /** Copies the list. */
        public Open {
            consumers = List.copyOf(consumers);
        }

        /**
         * Stops answering.
         *
         * @return completes when no request is taken any more
         */
        public Future<?> close() {
            return Future.join(
                    consumers.stream().map(MessageConsumer::unregister).toList());
        }
    }
}
