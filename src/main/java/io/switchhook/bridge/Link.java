package io.switchhook.bridge;

import io.switchhook.bridge.Links.Pipe;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program at a bridge: what it listens to, and what it has asked. Lives on the bridge's event loop. A program that
 * does not read is cut off: live events are at most once, and what it acknowledged stands in the journal.
 */
final class Link {
    /** Wrong tokens after which a program is cut off; chosen, against guessing. */
    private static final int WRONG_TOKENS_MAX = 10;

    private final EventBus bus;
    private final Pipe pipe;
    private final Links links;
    private final Map<String, MessageConsumer<StoredEvent>> heard = new LinkedHashMap<>();
    private boolean trusted;
    private boolean over;
    private int wrongTokens;
    private int asked;
    private long unread;

    Link(EventBus bus, Pipe pipe, Links links, boolean trusted) {
        this.bus = bus;
        this.pipe = pipe;
        this.links = links;
        this.trusted = trusted;
    }

    /** Takes one frame of the program. */
    void take(String text) {
        Optional<JsonObject> frame = read(text);
        if (over || frame.isEmpty()) {
            return;
        }
        String type = text(frame.get(), "type").orElse("");
        if (type.equals("ping")) {
            if (links.wire() == Wire.TCP) {
                write(Wire.pong());
            }
            return;
        }
        String address = text(frame.get(), "address").orElse("");
        if (isTrusted(frame.get(), type)) {
            act(type, address, frame.get());
        }
    }

    /** Gives up a program whose next frame cannot be found. */
    void announced(int lengthBytes, int maxBytes) {
        if (!over) {
            refuse(
                    "frame",
                    null,
                    Refusal.frame("a length of " + lengthBytes + " instead of 1 to " + maxBytes + " bytes"));
            part();
        }
    }

    private Optional<JsonObject> read(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException | ClassCastException e) {
            refuse("frame", null, Refusal.frame("something else"));
            return Optional.empty();
        }
    }

    private void act(String type, String address, JsonObject frame) {
        switch (type) {
            case "register" -> register(address, frame);
            case "unregister" -> unregister(address);
            case "send" -> ask(address, frame);
            case "publish" -> refuse("address", null, Refusal.address(type, address));
            default -> refuse("frame", null, Refusal.frame("type \"" + type + "\""));
        }
    }

    /** The token comes with the connection, or with a message; once is enough. */
    private boolean isTrusted(JsonObject frame, String type) {
        Optional<String> presented =
                Optional.ofNullable(headers(frame).getValue("token")).map(String::valueOf);
        trusted = trusted || links.isRight(presented);
        if (!trusted) {
            refuse("token", asker(type, frame), Refusal.token(presented.isPresent()));
            wrongTokens++;
            if (wrongTokens >= WRONG_TOKENS_MAX) {
                part();
            }
        }
        return trusted;
    }

    private void register(String address, JsonObject frame) {
        if (!AllowList.listens(address)) {
            refuse("address", asker("register", frame), Refusal.address("register", address));
            return;
        }
        // Every address costs a handler; the types are few, so whoever asks for more invents them.
        if (heard.size() >= links.limits().addresses()) {
            refuse("busy", address, Refusal.busy(links.limits().addresses()));
            return;
        }
        heard.computeIfAbsent(address, one -> bus.consumer(one, this::tell));
    }

    private void unregister(String address) {
        Optional.ofNullable(heard.remove(address)).ifPresent(MessageConsumer::unregister);
    }

    private void tell(Message<StoredEvent> message) {
        if (!over) {
            write(links.wire().event(message.address(), message.headers(), message.body()));
        }
    }

    private void ask(String address, JsonObject frame) {
        String reply = text(frame, "replyAddress").orElse(null);
        if (!AllowList.asks(address)) {
            refuse("address", reply, Refusal.address("send", address));
            return;
        }
        if (asked >= links.limits().asked()) {
            refuse("busy", reply, Refusal.busy(links.limits().asked()));
            return;
        }
        asked++;
        bus.request(address, frame.getValue("body"), options(frame)).onComplete(answer -> {
            asked--;
            if (over || reply == null) {
                return;
            }
            if (answer.succeeded()) {
                Message<Object> said = answer.result();
                write(links.wire().reply(reply, said.headers(), said.body()));
            } else {
                write(Wire.error(reply, Refusal.of(answer.cause())));
            }
        });
    }

    /** What the program says besides, but never its token. */
    private static DeliveryOptions options(JsonObject frame) {
        DeliveryOptions options = new DeliveryOptions();
        headers(frame).forEach(header -> {
            if (!header.getKey().equals("token") && header.getValue() != null) {
                options.addHeader(header.getKey(), header.getValue().toString());
            }
        });
        return options;
    }

    private static JsonObject headers(JsonObject frame) {
        return frame.getValue("headers") instanceof JsonObject headers ? headers : new JsonObject();
    }

    private static Optional<String> text(JsonObject frame, String member) {
        return frame.getValue(member) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Where the program's own handler waits for the outcome of a frame. */
    private static String asker(String type, JsonObject frame) {
        return text(frame, type.equals("register") ? "address" : "replyAddress").orElse(null);
    }

    private void refuse(String reason, String asker, Refusal refusal) {
        links.refused(reason, pipe);
        write(Wire.error(asker, refusal));
    }

    private void write(String text) {
        if (over) {
            return;
        }
        if (unread > links.limits().unread()) {
            links.refused("slow", pipe);
            cut();
            return;
        }
        unread += text.length();
        pipe.write(text).onComplete(sent -> unread -= text.length());
    }

    /** Ends the connection when the program has had a moment to hear why. */
    private void part() {
        leave();
        links.soon(pipe::cut);
    }

    /** Ends the connection. */
    void cut() {
        leave();
        pipe.cut();
    }

    /** The connection has ended. */
    void leave() {
        if (!over) {
            over = true;
            links.left(this, List.copyOf(heard.values()));
            heard.clear();
        }
    }
}
