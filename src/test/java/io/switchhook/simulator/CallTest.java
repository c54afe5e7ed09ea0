package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script runs to its end, and both streams tell what the truth tells. */
class CallTest {
    private static final String SUBSCRIPTION = "/restapi/v1.0/subscription";
    private static final String MESSAGES = "/restapi/v1.0/account/~/extension/%s/message-store";

    @RegisterExtension
    final Bench bench = new Bench();

    static Stream<String> scripts() {
        return ScriptBook.names().stream();
    }

    private static Client.Socket listen(Client client, String... filters) {
        Client.Socket socket = client.socket();
        JsonArray created = socket.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", filters));
        assertThat(created.getJsonObject(0).getInteger("status")).isEqualTo(200);
        return socket;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_runs_to_its_end_and_telephony_agrees_with_the_truth(String script) {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(120));
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_SESSION, Client.ANY_PRESENCE);
        simulator.place(script);
        await().until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        long states = simulator.truth().stream()
                .flatMap(call -> call.parties().stream())
                .mapToLong(party -> party.states().size())
                .sum();
        await().untilAsserted(() -> assertThat(socket.told("telephony"))
                .extracting(event -> event.getJsonObject("body").getLong("sequence"))
                .hasSize((int) states));

        for (CallTruth call : simulator.truth()) {
            for (CallTruth.PartyTruth party : call.parties()) {
                List<JsonObject> events = ofParty(socket, party.id());
                assertThat(events)
                        .extracting(CallTest::code)
                        .containsExactlyElementsOf(party.states().stream()
                                .map(CallTruth.StateAt::state)
                                .toList());
                assertThat(events)
                        .extracting(event -> event.getJsonObject("body").getString("eventTime"))
                        .containsExactlyElementsOf(party.states().stream()
                                .map(state -> Wire.eventTime(state.at()))
                                .toList());
                String path = party.extensionId().map(id -> "/extension/" + id).orElse("");
                assertThat(events)
                        .allMatch(event -> event.getString("event")
                                .equals("/restapi/v1.0/account/" + Company.ACCOUNT_ID + path + "/telephony/sessions"));
                assertThat(code(events.get(events.size() - 1))).isEqualTo("Disconnected");
            }
            assertThat(call.answered()).isEqualTo(call.outcome().equals("answered"));
        }
        assertSequencesAreContiguous(socket);
    }

    private static void assertSequencesAreContiguous(Client.Socket socket) {
        Map<String, List<Long>> bySession = new LinkedHashMap<>();
        for (JsonObject event : socket.told("telephony")) {
            JsonObject body = event.getJsonObject("body");
            bySession
                    .computeIfAbsent(body.getString("telephonySessionId"), key -> new java.util.ArrayList<>())
                    .add(body.getLong("sequence"));
            assertThat(Instant.parse(event.getString("timestamp")))
                    .isAfterOrEqualTo(Instant.parse(body.getString("eventTime")));
            assertThat(body.getJsonArray("parties")).hasSize(1);
        }
        bySession
                .values()
                .forEach(sequences -> assertThat(sequences)
                        .containsExactlyElementsOf(LongStream.range(2, 2 + sequences.size())
                                .boxed()
                                .toList()));
    }

    private static List<JsonObject> ofParty(Client.Socket socket, String id) {
        return socket.told("telephony").stream()
                .filter(event -> party(event).getString("id").equals(id))
                .toList();
    }

    private static JsonObject party(JsonObject event) {
        return event.getJsonObject("body").getJsonArray("parties").getJsonObject(0);
    }

    private static String code(JsonObject event) {
        return party(event).getJsonObject("status").getString("code");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_ends_final_in_presence_with_growing_numbers(String script) {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(120));
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_PRESENCE);
        simulator.place(script);
        await().until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        long ends = simulator.truth().stream()
                .flatMap(call -> call.parties().stream())
                .filter(party -> party.extensionId()
                        .filter(id -> !id.startsWith("55519"))
                        .isPresent())
                .count();
        await().untilAsserted(() ->
                assertThat(finals(socket)).as("%s", socket.told("presence")).isEqualTo(ends));
        Map<Long, Long> last = new LinkedHashMap<>();
        for (JsonObject event : socket.told("presence")) {
            JsonObject body = event.getJsonObject("body");
            Long before = last.put(body.getLong("extensionId"), body.getLong("sequence"));
            assertThat(before == null || before < body.getLong("sequence")).isTrue();
            assertThat(event.getString("event")).endsWith("/presence?detailedTelephonyState=true");
        }
        assertThat(socket.told("presence")
                        .get(socket.told("presence").size() - 1)
                        .getJsonObject("body")
                        .getString("telephonyStatus"))
                .isEqualTo("NoCall");
    }

    private static long finals(Client.Socket socket) {
        return socket.told("presence").stream()
                .flatMap(event -> calls(event).stream())
                .filter(call -> "final".equals(call.getString("terminationType")))
                .count();
    }

    private static List<JsonObject> calls(JsonObject event) {
        return event.getJsonObject("body").getJsonArray("activeCalls").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private List<String> presenceWords(String script) {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(120));
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_PRESENCE);
        simulator.place(script);
        await().until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().until(() -> finals(socket) > 0);
        return socket.told("presence").stream()
                .flatMap(event -> calls(event).stream())
                .map(call -> call.getString("telephonyStatus") + (call.containsKey("terminationType") ? " final" : ""))
                .toList();
    }

    @Test
    void a_transitional_nocall_has_no_termination_type() {
        assertThat(presenceWords("transitional-nocall"))
                .containsExactly("Ringing", "NoCall", "Ringing", "NoCall", "CallConnected", "NoCall final");
    }

    @Test
    void a_hold_shows_in_presence() {
        assertThat(presenceWords("held"))
                .containsExactly("Ringing", "CallConnected", "OnHold", "CallConnected", "NoCall final");
    }

    @Test
    void two_calls_are_one_snapshot() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_PRESENCE);
        simulator.place("two-calls");
        await().until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().until(() -> finals(socket) == 2);
        assertThat(simulator.truth()).hasSize(2);
        JsonObject both = socket.told("presence").stream()
                .filter(event -> calls(event).stream()
                        .map(call -> call.getString("telephonyStatus"))
                        .toList()
                        .equals(List.of("OnHold", "CallConnected")))
                .findFirst()
                .orElseThrow();
        assertThat(both.getJsonObject("body").getInteger("totalActiveCalls")).isEqualTo(2);
        assertThat(both.getJsonObject("body").getString("telephonyStatus")).isEqualTo("CallConnected");
    }

    @Test
    void a_ringout_is_two_sessions_a_thousand_apart_with_crossed_numbers() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_SESSION, Client.ANY_PRESENCE);
        CallTruth call = simulator.place("ringout");
        await().until(() -> simulator.truth().get(0).over());
        await().until(() -> finals(socket) == 2);
        assertThat(call.telephonySessionIds()).hasSize(2);
        assertThat(Long.parseLong(call.sessionIds().get(1))
                        - Long.parseLong(call.sessionIds().get(0)))
                .isEqualTo(1_000);
        JsonObject outgoing = party(ofParty(socket, call.parties().get(0).id()).get(0));
        JsonObject incoming = party(ofParty(socket, call.parties().get(2).id()).get(0));
        assertThat(outgoing.getJsonObject("to").getString("phoneNumber"))
                .isEqualTo(incoming.getJsonObject("from").getString("phoneNumber"));
        assertThat(code(ofParty(socket, call.parties().get(0).id()).get(0))).isEqualTo("Proceeding");
        assertThat(outgoing.getString("ringOutRole")).isEqualTo("Initiator");
        Instant shownConnected = socket.told("presence").stream()
                .filter(event -> calls(event).stream()
                        .anyMatch(one -> one.getString("telephonyStatus").equals("CallConnected")))
                .map(event -> Instant.parse(event.getString("timestamp")))
                .findFirst()
                .orElseThrow();
        assertThat(shownConnected).isBefore(call.answeredAt().orElseThrow());
    }

    @Test
    void a_voicemail_tells_the_message_store_after_the_call() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        String extension = new Company(8).user(0).id();
        Client.Socket socket = listen(client, MESSAGES.formatted(extension));
        simulator.place("voicemail");
        await().until(() -> socket.told("message-store").size() == 1);
        assertThat(simulator.truth().get(0).over()).isTrue();
        assertThat(socket.told("message-store").get(0).encode()).contains("VoiceMail");
    }

    @Test
    void an_extension_filter_brings_only_its_own_parties() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        String callee = new Company(8).user(1).id();
        Client.Socket socket = listen(client, "/restapi/v1.0/account/~/extension/" + callee + "/telephony/sessions");
        CallTruth call = simulator.place("internal");
        await().until(() -> simulator.truth().get(0).over());
        await().until(() -> socket.told("telephony").size() == 4);
        assertThat(socket.told("telephony"))
                .extracting(event -> party(event).getString("id"))
                .containsOnly(call.parties().get(1).id());
    }

    @Test
    void the_same_seed_plays_the_same_calls() {
        CallTruth one = bench.start(Bench.FAST.withSeed(7)).place("internal");
        CallTruth same = bench.start(Bench.FAST.withSeed(7)).place("internal");
        CallTruth other = bench.start(Bench.FAST.withSeed(8)).place("internal");
        assertThat(same.telephonySessionIds()).isEqualTo(one.telephonySessionIds());
        assertThat(java.time.Duration.between(same.startedAt(), same.endedAt()))
                .isEqualTo(java.time.Duration.between(one.startedAt(), one.endedAt()));
        assertThat(other.telephonySessionIds()).isNotEqualTo(one.telephonySessionIds());
    }

    @Test
    void a_scenario_places_its_calls_by_itself_up_to_the_limit() {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(100).withCalls("missed, internal", 60, 5));
        await().until(() ->
                simulator.truth().size() == 5 && simulator.truth().stream().allMatch(CallTruth::over));
        assertThat(simulator.truth()).extracting(CallTruth::script).containsAnyOf("missed", "internal");
        assertThat(simulator.truth()).extracting(CallTruth::script).isSubsetOf("missed", "internal");
    }

    @Test
    void the_same_seed_plays_the_same_scenario() {
        SimulatorOptions options = Bench.FAST.withSpeed(200).withSeed(5).withCalls("all", 120, 6);
        Simulator one = bench.start(options);
        Simulator same = bench.start(options);
        await().until(() -> one.truth().size() >= 6 && same.truth().size() >= 6);
        assertThat(firstScripts(same)).isEqualTo(firstScripts(one));
    }

    private static List<String> firstScripts(Simulator simulator) {
        return simulator.truth().stream().limit(6).map(CallTruth::script).toList();
    }

    @Test
    void a_bad_network_loses_repeats_and_reorders() {
        SimulatorOptions.Perturbation bad =
                new SimulatorOptions.Perturbation(0.3, java.time.Duration.ofSeconds(10), 0.3, 0.2, true, true);
        Simulator simulator = bench.start(Bench.FAST.withPerturbation(bad));
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_SESSION);
        for (int round = 0; round < 10; round++) {
            simulator.place("held");
        }
        await().until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().until(() -> socket.told("telephony").size() > 60);
        List<String> uuids = socket.told("telephony").stream()
                .map(event -> event.getString("uuid"))
                .toList();
        assertThat(uuids.stream().distinct().count()).isLessThan(uuids.size()).isLessThan(90);
        assertThat(socket.told("telephony")).allMatch(event -> event.encode().contains("futureField"));
        String session = simulator.truth().get(0).telephonySessionIds().get(0);
        List<Long> all = socket.told("telephony").stream()
                .map(event -> event.getJsonObject("body"))
                .filter(body -> body.getString("telephonySessionId").equals(session))
                .map(body -> body.getLong("sequence"))
                .toList();
        assertThat(all).isNotEmpty();
        assertThat(socket.told("telephony").stream()
                        .map(event -> party(event).getValue("accountId").getClass())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void a_silent_platform_tells_nothing_and_does_not_catch_up() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = listen(bench.client(simulator).login(), Client.ANY_SESSION);
        Client.await(simulator.faults().silence(java.time.Duration.ofMinutes(1)));
        simulator.place("missed");
        await().until(() -> simulator.truth().get(0).over());
        assertThat(socket.told("telephony")).isEmpty();
    }

    @Test
    void the_truth_of_a_call_is_known_when_it_is_placed() {
        CallTruth call = bench.start(Bench.FAST).place("answered");
        assertThat(call.over()).isFalse();
        assertThat(call.direction()).isEqualTo("inbound");
        assertThat(call.answeredBy()).contains(new Company(8).user(0).id());
        assertThat(call.to()).isEqualTo(new Company(8).user(0).direct());
        assertThat(call.answeredAt().orElseThrow()).isBetween(call.startedAt(), call.endedAt());
        assertThat(bench.start(Bench.FAST).place("outbound").answeredBy()).isEmpty();
    }
}
