package io.switchhook.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A message service as the PubNub SDK speaks to it: long polls with timetokens over a short queue per channel. */
final class PubNubDoor {
    /** The service keeps a short queue; a client that was away longer has lost the older ones. */
    private static final int QUEUE_MAX = 1_000;

    private static final int KEY_BYTES = 16;
    private static final int REGION = 12;
    private static final String SUBSCRIBER_KEY = "sub-c-00000000-51a1-11ed-0000-5555555501";

    private final Agenda agenda;
    private final SimulatorOptions options;
    private final SplittableRandom random;
    private final Map<String, Deque<Message>> queues = new LinkedHashMap<>();
    private final List<Poll> polls = new ArrayList<>();
    private long lastTimetoken;
    private boolean rotating;
    private Instant losingUntil = Instant.EPOCH;

    PubNubDoor(Agenda agenda, SimulatorOptions options) {
        this.agenda = agenda;
        this.options = options;
        this.random = new SplittableRandom(options.seed() ^ 0x9b);
    }

    void mount(Router router) {
        router.get("/v2/subscribe/:key/:channels/0").handler(this::subscribe);
        router.get("/v2/presence/sub-key/:key/channel/:channels/heartbeat").handler(context -> done(context, "OK"));
        router.get("/v2/presence/sub-key/:key/channel/:channels/leave").handler(context -> done(context, "OK"));
        router.get("/time/0")
                .handler(context -> json(
                        context.response(), new JsonArray().add(timetoken()).toBuffer()));
    }

    /** The next renewal of a subscription brings another key and another channel. */
    void rotateOnRenewal() {
        rotating = true;
    }

    /** What is published until then is nowhere; every poll is answered as usual. */
    void lose(Instant until) {
        losingUntil = until;
    }

    void attach(Subscription subscription) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String channel = random.nextLong(10_000_000_000_000L, 99_999_999_999_999L) + "_" + hex();
        JsonObject mode = new JsonObject()
                .put("transportType", "PubNub")
                .put("encryption", true)
                .put("address", channel)
                .put("subscriberKey", SUBSCRIBER_KEY)
                .put("secretKey", "sec-c-" + hex() + hex())
                .put("encryptionAlgorithm", "AES")
                .put("encryptionKey", Base64.getEncoder().encodeToString(key));
        subscription.deliverBy(mode, envelope -> publish(channel, encrypt(key, envelope)));
    }

    void renew(Subscription subscription) {
        if (rotating) {
            rotating = false;
            attach(subscription);
        }
    }

    /** Puts any text into all channels, as it is. */
    void inject(String text) {
        List.copyOf(queues.keySet()).forEach(channel -> publish(channel, text));
    }

    private String hex() {
        return "%08x".formatted(random.nextInt());
    }

    private static String encrypt(byte[] key, JsonObject envelope) {
        try {
            // The platform's scheme, weak as it is (protocol.md 3.4).
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            byte[] bytes = cipher.doFinal(envelope.encode().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES in every Java runtime, but it failed", e);
        }
    }

    private void publish(String channel, String payload) {
        if (agenda.now().isBefore(losingUntil)) {
            return;
        }
        Deque<Message> queue = queue(channel);
        queue.add(new Message(timetoken(), channel, payload));
        if (queue.size() > QUEUE_MAX) {
            queue.remove();
        }
        for (Poll poll : List.copyOf(polls)) {
            if (poll.channels().contains(channel)) {
                answer(poll);
            }
        }
    }

    private Deque<Message> queue(String channel) {
        return queues.computeIfAbsent(channel, key -> new ArrayDeque<>());
    }

    private void subscribe(RoutingContext context) {
        List<String> channels = List.of(context.pathParam("channels").split(",", -1));
        channels.forEach(this::queue);
        String tt = context.request().getParam("tt", "0");
        long since = tt.matches("\\d{1,18}") ? Long.parseLong(tt) : 0;
        Poll poll = new Poll(channels, since, context.response());
        if (since == 0) {
            reply(poll, timetoken(), List.of());
        } else if (missed(poll).isEmpty()) {
            hold(poll);
        } else {
            answer(poll);
        }
    }

    private void hold(Poll poll) {
        polls.add(poll);
        poll.response().closeHandler(closed -> polls.remove(poll));
        agenda.after(options.lifetimes().pubNubHold(), () -> {
            if (polls.contains(poll)) {
                reply(poll, poll.since(), List.of());
            }
        });
    }

    private List<Message> missed(Poll poll) {
        return poll.channels().stream()
                .flatMap(channel -> queue(channel).stream())
                .filter(message -> message.timetoken() > poll.since())
                .sorted(Comparator.comparingLong(Message::timetoken))
                .toList();
    }

    private void answer(Poll poll) {
        List<Message> missed = missed(poll);
        reply(poll, missed.get(missed.size() - 1).timetoken(), missed);
    }

    private void reply(Poll poll, long timetoken, List<Message> messages) {
        polls.remove(poll);
        JsonArray list = messages.stream()
                .map(message -> new JsonObject()
                        .put("a", "2")
                        .put("b", message.channel())
                        .put("c", message.channel())
                        .put("d", message.payload())
                        .put("f", 514)
                        .put("i", "simulator")
                        .put("k", SUBSCRIBER_KEY)
                        .put("p", mark(message.timetoken())))
                .collect(Wire.toArray());
        JsonObject body = new JsonObject().put("t", mark(timetoken)).put("m", list);
        if (!poll.response().closed()) {
            json(poll.response(), body.toBuffer());
        }
    }

    private static JsonObject mark(long timetoken) {
        return new JsonObject().put("t", String.valueOf(timetoken)).put("r", REGION);
    }

    private static void done(RoutingContext context, String message) {
        JsonObject body =
                new JsonObject().put("status", 200).put("message", message).put("service", "Presence");
        json(context.response(), body.toBuffer());
    }

    private static void json(HttpServerResponse response, Buffer body) {
        response.putHeader("Content-Type", "text/javascript; charset=\"UTF-8\"").end(body);
    }

    /** Seventeen digits: tenths of microseconds, never twice the same. */
    private long timetoken() {
        Instant now = agenda.now();
        lastTimetoken = Math.max(lastTimetoken + 1, now.getEpochSecond() * 10_000_000 + now.getNano() / 100);
        return lastTimetoken;
    }

    private record Message(long timetoken, String channel, String payload) {}

    private record Poll(List<String> channels, long since, HttpServerResponse response) {}
}
