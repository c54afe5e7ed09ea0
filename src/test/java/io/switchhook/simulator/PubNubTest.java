package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.pubnub.api.UserId;
import com.pubnub.api.java.PubNub;
import com.pubnub.api.java.callbacks.SubscribeCallback;
import com.pubnub.api.java.v2.PNConfiguration;
import com.pubnub.api.models.consumer.PNStatus;
import com.pubnub.api.models.consumer.pubsub.PNMessageResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The message service of the simulator, through the real SDK. */
class PubNubTest {
    private static final String SUBSCRIPTION = "/restapi/v1.0/subscription";

    @RegisterExtension
    final Bench bench = new Bench();

    @Test
    void the_real_sdk_receives_a_call_and_the_payload_decrypts() throws Exception {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        JsonObject created = client.send(
                        HttpMethod.POST,
                        SUBSCRIPTION,
                        Client.subscription("PubNub", Client.ANY_PRESENCE, Client.ANY_SESSION))
                .bodyAsJsonObject();
        assertThat(created.getInteger("expiresIn")).isEqualTo(899);
        JsonObject mode = created.getJsonObject("deliveryMode");
        List<String> received = new CopyOnWriteArrayList<>();
        List<PNStatus> statuses = new CopyOnWriteArrayList<>();
        PubNub pubNub = pubNub(simulator, mode, received, statuses);
        try {
            pubNub.subscribe().channels(List.of(mode.getString("address"))).execute();
            await().until(() -> !statuses.isEmpty());
            CallTruth call = simulator.place("answered");
            await().until(() -> received.size() == 10);
            for (String payload : received) {
                JsonObject envelope = decrypt(mode.getString("encryptionKey"), payload);
                assertThat(envelope.encode())
                        .contains(call.telephonySessionIds().get(0));
                assertThat(envelope.getString("subscriptionId")).isEqualTo(created.getString("id"));
            }
        } finally {
            pubNub.forceDestroy();
        }
    }

    private static PubNub pubNub(Simulator simulator, JsonObject mode, List<String> received, List<PNStatus> statuses)
            throws Exception {
        PNConfiguration.Builder configuration =
                PNConfiguration.builder(new UserId("test"), mode.getString("subscriberKey"));
        configuration.origin(simulator.origin()).secure(false);
        PubNub pubNub = PubNub.create(configuration.build());
        pubNub.addListener(new SubscribeCallback() {
            @Override
            public void status(PubNub source, PNStatus status) {
                statuses.add(status);
            }

            @Override
            public void message(PubNub source, PNMessageResult result) {
                JsonElement message = result.getMessage();
                received.add(message.getAsString());
            }
        });
        return pubNub;
    }

    private static JsonObject decrypt(String key, String payload) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Base64.getDecoder().decode(key), "AES"));
        byte[] plain = cipher.doFinal(Base64.getDecoder().decode(payload));
        return new JsonObject(new String(plain, StandardCharsets.UTF_8));
    }

    @Test
    void a_client_that_comes_back_with_an_older_timetoken_gets_what_it_missed() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        String poll = poll(client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                .bodyAsJsonObject());
        String tt = token(client.json(poll + "0"));
        assertThat(tt).hasSize(17);
        simulator.place("missed");
        await().until(() -> simulator.truth().get(0).over());
        await().until(() -> client.json(poll + tt).getJsonArray("m").size() == 6);
    }

    @Test
    void an_idle_poll_is_answered_empty_when_the_hold_is_over() {
        Simulator simulator = bench.start(
                Bench.FAST.withLifetimes(SimulatorOptions.Lifetimes.DEFAULTS.withPubNubHold(Duration.ofMillis(50))));
        Client client = bench.client(simulator).login();
        String poll = poll(client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                .bodyAsJsonObject());
        assertThat(client.json(poll + token(client.json(poll + "0"))).getJsonArray("m"))
                .isEmpty();
    }

    @Test
    void a_renewal_may_bring_another_key_and_channel() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        JsonObject created = client.send(
                        HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                .bodyAsJsonObject();
        String renewal = SUBSCRIPTION + "/" + created.getString("id") + "/renew";
        JsonObject same =
                client.send(HttpMethod.POST, renewal, new JsonObject()).bodyAsJsonObject();
        assertThat(same.getJsonObject("deliveryMode")).isEqualTo(created.getJsonObject("deliveryMode"));
        Client.await(simulator.faults().rotatePubNub());
        JsonObject other = client.send(HttpMethod.POST, renewal, new JsonObject())
                .bodyAsJsonObject()
                .getJsonObject("deliveryMode");
        assertThat(other.getString("address"))
                .isNotEqualTo(created.getJsonObject("deliveryMode").getString("address"));
        assertThat(other.getString("encryptionKey"))
                .isNotEqualTo(created.getJsonObject("deliveryMode").getString("encryptionKey"));
    }

    @Test
    void a_subscription_that_nobody_renews_is_gone() {
        Simulator simulator = bench.start(Bench.FAST.withLifetimes(
                SimulatorOptions.Lifetimes.DEFAULTS.withSubscriptionPubNub(Duration.ofMillis(50))));
        Client client = bench.client(simulator).login();
        JsonObject created = client.send(
                        HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                .bodyAsJsonObject();
        String path = SUBSCRIPTION + "/" + created.getString("id");
        await().until(() -> client.get(path).statusCode() == 404);
        assertThat(client.send(HttpMethod.PUT, path, new JsonObject()).bodyAsString())
                .contains("CMN-102");
    }

    private static String poll(JsonObject subscription) {
        JsonObject mode = subscription.getJsonObject("deliveryMode");
        return "/v2/subscribe/" + mode.getString("subscriberKey") + "/" + mode.getString("address") + "/0?tt=";
    }

    private static String token(JsonObject answer) {
        return answer.getJsonObject("t").getString("t");
    }
}
