package io.switchhook.bridge;

import io.switchhook.journal.StoredEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The frames that Vert.x documents for its bridges; the two differ in a word. */
enum Wire {
    /** As {@code @vertx/eventbus-bridge-client.js} expects them. */
    SOCKJS("sockjs", "rec"),
    /** As clients of the TCP bridge expect them; each behind its length. */
    TCP("tcp", "message");

    private final String label;
    private final String message;

    Wire(String label, String message) {
        this.label = label;
        this.message = message;
    }

    /** Its name in metrics. */
    String label() {
        return label;
    }

    /** An event that is published; its envelope goes out as it stands in the journal. */
    String event(String address, MultiMap headers, StoredEvent event) {
        String head = message(address, headers).put("send", false).encode();
        return head.substring(0, head.length() - 1) + ",\"body\":" + event.json() + "}";
    }

    /** The answer to a request. */
    String reply(String address, MultiMap headers, Object body) {
        return message(address, headers).put("body", body).encode();
    }

    private JsonObject message(String address, MultiMap headers) {
        JsonObject said = new JsonObject();
        for (Map.Entry<String, String> header : headers) {
            said.put(header.getKey(), header.getValue());
        }
        return new JsonObject().put("type", message).put("address", address).put("headers", said);
    }

    /**
     * What went wrong. The SockJS client looks for a handler of the address, so that whoever asked hears it.
     *
     * @param address of whoever asked; null when the frame does not tell
     */
    static String error(String address, Refusal refusal) {
        return new JsonObject()
                .put("type", "err")
                .put("address", address)
                .put("failureCode", refusal.code())
                .put("failureType", refusal.type())
                .put("message", refusal.message())
                .put("body", refusal.word())
                .encode();
    }

    /** The answer to a ping over TCP. */
    static String pong() {
        return "{\"type\":\"pong\"}";
    }
}
