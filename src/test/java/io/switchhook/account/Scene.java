package io.switchhook.account;

import io.switchhook.journal.KeptEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A few calls as an account hears them, oddly ordered: a plain one, one whose reports come late and doubled, a RingOut
 * of two sessions, one on two phones by presence as well, a ghost that only looks end, something unreadable; with
 * moments at which time alone passes in between.
 */
final class Scene {
    static final Instant T0 = Instant.parse("2026-03-04T09:00:00Z");
    private static final long TICK_MS = 500;
    private static final long UNTIL_MS = 75_000;

    private final List<Step> steps = new ArrayList<>();

    /** One thing that happens: something is heard or seen, or time has passed. */
    record Step(Instant at, Optional<KeptEvidence> input) {}

    static List<Step> steps() {
        Scene scene = new Scene();
        scene.plain();
        scene.late();
        scene.ringOut();
        scene.ghost();
        scene.queue(10_500, "queueA6", 706_001);
        scene.queue(55_000, "queueB7", 707_001);
        scene.hear(9_400, "notification", "{\"uuid\":\"x\",\"body\":{\"telephonySessionId\":\"s-plain01\",");
        for (long ms = TICK_MS; ms <= UNTIL_MS; ms += TICK_MS) {
            scene.steps.add(new Step(T0.plusMillis(ms), Optional.empty()));
        }
        scene.steps.sort(Comparator.comparing(Step::at));
        return scene.steps;
    }

    private void plain() {
        session(100, "plain01", 701_001, 2, 1, "Outbound", "", "Setup");
        session(150, "plain01", 701_001, 3, 2, "Inbound", "102", "Setup");
        session(300, "plain01", 701_001, 4, 1, "Outbound", "", "Answered");
        session(420, "plain01", 701_001, 5, 2, "Inbound", "102", "Proceeding");
        presence(470, "102", 50, shown("plain01", 701_001, "Ringing"));
        session(4_100, "plain01", 701_001, 6, 2, "Inbound", "102", "Answered");
        presence(4_160, "102", 53, shown("plain01", 701_001, "CallConnected"));
        session(9_000, "plain01", 701_001, 7, 2, "Inbound", "102", "Disconnected");
        session(9_050, "plain01", 701_001, 8, 1, "Outbound", "", "Disconnected");
        presence(9_120, "102", 58, "");
    }

    private void late() {
        session(2_000, "late002", 702_001, 3, 2, "Inbound", "103", "Setup");
        session(2_040, "late002", 702_001, 2, 1, "Outbound", "", "Setup");
        session(2_200, "late002", 702_001, 5, 2, "Inbound", "103", "Proceeding");
        session(2_200, "late002", 702_001, 5, 2, "Inbound", "103", "Proceeding");
        session(6_200, "late002", 702_001, 6, 2, "Inbound", "103", "Answered");
        session(8_900, "late002", 702_001, 4, 1, "Outbound", "", "Answered");
        session(14_000, "late002", 702_001, 8, 1, "Outbound", "", "Disconnected");
    }

    private void ringOut() {
        ringOut(3_000, "ringA03", 703_001, 2, 1, "Inbound", "104", "Proceeding", "+12025550104", "+12025550199");
        ringOut(5_000, "ringA03", 703_001, 3, 1, "Inbound", "104", "Answered", "+12025550104", "+12025550199");
        ringOut(5_200, "ringB03", 704_001, 2, 1, "Outbound", "", "Proceeding", "+12025550199", "+12025550104");
        ringOut(7_000, "ringB03", 704_001, 3, 1, "Outbound", "", "Answered", "+12025550199", "+12025550104");
        ringOut(12_000, "ringB03", 704_001, 4, 1, "Outbound", "", "Disconnected", "+12025550199", "+12025550104");
        ringOut(12_100, "ringA03", 703_001, 4, 1, "Inbound", "104", "Disconnected", "+12025550104", "+12025550199");
    }

    private void ghost() {
        session(1_000, "ghost05", 705_001, 2, 1, "Outbound", "", "Setup");
        session(1_100, "ghost05", 705_001, 3, 2, "Inbound", "105", "Proceeding");
        session(4_000, "ghost05", 705_001, 4, 2, "Inbound", "105", "Answered");
        for (long ms = 10_000; ms <= 70_000; ms += 20_000) {
            hear(
                    ms,
                    "activeCalls",
                    "{\"records\":[],\"complete\":true,\"requestedAt\":"
                            + T0.plusMillis(ms - 200).toEpochMilli() + "}");
        }
        hear(50_400, "session", "{\"telephonySessionId\":\"s-ghost05\",\"exists\":false}");
    }

    /** Only the members say which extension is the queue; of the second call it is known before they do. */
    private void queue(long ms, String key, long numeric) {
        session(ms, key, numeric, 2, 1, "Outbound", "", "Setup");
        offered(ms + 100, key, numeric, 3, 2, "700", "Proceeding", false);
        offered(ms + 300, key, numeric, 4, 2, "700", "Answered", false);
        offered(ms + 3_000, key, numeric, 5, 3, "107", "Proceeding", true);
        offered(ms + 5_000, key, numeric, 6, 3, "107", "Answered", true);
        offered(ms + 5_100, key, numeric, 7, 2, "700", "Disconnected", false);
        offered(ms + 8_000, key, numeric, 8, 3, "107", "Disconnected", true);
        session(ms + 8_050, key, numeric, 9, 1, "Outbound", "", "Disconnected");
    }

    private void offered(
            long ms, String key, long numeric, int number, int party, String extension, String code, boolean member) {
        String body = "{\"sequence\":" + number + ",\"sessionId\":\"" + numeric + "\",\"telephonySessionId\":\"s-" + key
                + "\",\"eventTime\":\"" + T0.plusMillis(ms - 90) + "\",\"parties\":[{\"accountId\":\"1\","
                + "\"extensionId\":\"" + extension + "\",\"id\":\"p-" + key + "-" + party
                + "\",\"direction\":\"Inbound\",\"from\":{\"phoneNumber\":\"+12025550101\"},"
                + "\"to\":{\"extensionNumber\":\"700\",\"extensionId\":\"700\"},\"queueCall\":" + member
                + ",\"status\":{\"code\":\"" + code + "\"}}],\"origin\":{\"type\":\"Call\"}}";
        String event = "/restapi/v1.0/account/1/telephony/sessions";
        hear(ms, "notification", envelope(T0.plusMillis(ms), "u" + steps.size(), event, body));
    }

    private void session(
            long ms, String key, long numeric, int number, int party, String way, String extension, String code) {
        report(
                ms,
                new Report(key, numeric, number, party, way, extension, code, "+12025550101", "+12025550102", "Call"));
    }

    private void ringOut(
            long ms,
            String key,
            long numeric,
            int number,
            int party,
            String way,
            String extension,
            String code,
            String from,
            String to) {
        report(ms, new Report(key, numeric, number, party, way, extension, code, from, to, "RingOut"));
    }

    private void report(long ms, Report report) {
        hear(ms, "notification", report.notification(T0.plusMillis(ms), "u" + steps.size()));
    }

    /** What a telephony session's notification says of one party. */
    record Report(
            String key,
            long numeric,
            int number,
            int party,
            String way,
            String extension,
            String code,
            String from,
            String to,
            String origin) {
        /** The notification as it is heard at a moment. */
        String notification(Instant heardAt, String uuid) {
            String body = "{\"sequence\":" + number + ",\"sessionId\":\"" + numeric + "\",\"telephonySessionId\":\"s-"
                    + key + "\",\"eventTime\":\"" + heardAt.minusMillis(90) + "\",\"parties\":[{\"accountId\":\"1\","
                    + (extension.isEmpty() ? "" : "\"extensionId\":\"" + extension + "\",") + "\"id\":\"p-" + key
                    + "-" + party + "\",\"direction\":\"" + way + "\",\"from\":{\"phoneNumber\":\"" + from
                    + "\"},\"to\":{\"phoneNumber\":\"" + to + "\"},\"status\":{\"code\":\"" + code
                    + "\"}}],\"origin\":{\"type\":\"" + origin + "\"}}";
            return envelope(heardAt, uuid, "/restapi/v1.0/account/1/telephony/sessions", body);
        }
    }

    private static String envelope(Instant heardAt, String uuid, String event, String body) {
        return "{\"uuid\":\"" + uuid + "\",\"event\":\"" + event + "\",\"timestamp\":\"" + heardAt.minusMillis(20)
                + "\",\"body\":" + body + "}";
    }

    private static String shown(String key, long numeric, String status) {
        return "{\"id\":\"a\",\"direction\":\"Inbound\",\"from\":\"+12025550101\",\"to\":\"+12025550102\","
                + "\"telephonyStatus\":\"" + status + "\",\"sessionId\":\"" + numeric
                + "\",\"telephonySessionId\":\"s-" + key + "\"}";
    }

    private void presence(long ms, String extension, int number, String calls) {
        String body = "{\"extensionId\":" + extension + ",\"sequence\":" + number + ",\"totalActiveCalls\":"
                + (calls.isEmpty() ? 0 : 1) + ",\"activeCalls\":[" + calls + "]}";
        String event = "/restapi/v1.0/account/1/extension/" + extension + "/presence?detailedTelephonyState=true";
        hear(ms, "notification", envelope(T0.plusMillis(ms), "u" + steps.size(), event, body));
    }

    private void hear(long ms, String kind, String text) {
        Instant at = T0.plusMillis(ms);
        String via = kind.equals("notification") ? "pubnub" : "active-calls";
        KeptEvidence input = new KeptEvidence(kind, via, at, text.getBytes(StandardCharsets.UTF_8));
        steps.add(new Step(at, Optional.of(input)));
    }
}
