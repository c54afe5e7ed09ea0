package io.switchhook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a redacted recording still says, and what it does not say any more. */
class RedactorTest {
    private static final Instant AT = Instant.ofEpochMilli(1_772_615_731_482L);
    private static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.UTF_8);

    private final Redactor redactor = new Redactor(KEY);

    private String redacted(String kind, String body) {
        return redact(redactor, kind, body);
    }

    private static String redact(Redactor redactor, String kind, String body) {
        TraceLine line = new TraceLine(AT, "acme", kind, "websocket", body.getBytes(StandardCharsets.UTF_8));
        return new String(redactor.redact(line).body(), StandardCharsets.UTF_8);
    }

    @Test
    void numbers_keep_their_form_and_their_equality() {
        String body = redacted("notification", """
                {"from":"+14155550123","to":"14155550123","phoneNumber":"(415) 555-0123","dialed":"+493090182000"}""");
        assertThat(body)
                .matches("\\{\"from\":\"\\+1555\\d{7}\",\"to\":\"1555\\d{7}\","
                        + "\"phoneNumber\":\"\\(555\\) \\d{3}-\\d{4}\",\"dialed\":\"\\+1555\\d{8}\"}");
        assertThat(body.substring(10, 21)).isEqualTo(body.substring(29, 40));
        assertThat(redacted("notification", "{\"from\":\"+14155550123\"}")).contains(body.substring(10, 21));
    }

    @Test
    void numbers_given_as_json_numbers_are_replaced_too() {
        assertThat(redacted("notification", "{\"from\":14155550123,\"unheardOf\":[4155550123,12,1.25]}"))
                .matches("\\{\"from\":1555\\d{7},\"unheardOf\":\\[555\\d{7},12,1\\.25]}");
        assertThat(redacted("presence", "{\"latitude\":37.7749295,\"big\":1.415555e10}"))
                .isEqualTo("{\"latitude\":0,\"big\":0}");
    }

    @Test
    void short_numbers_and_words_in_the_place_of_a_number_stay() {
        String body = "{\"from\":{\"phoneNumber\":\"101\",\"extensionNumber\":\"123456\"},\"to\":\"conference\"}";
        assertThat(redacted("notification", body)).isEqualTo(body);
        assertThat(redacted("notification", "{\"to\":\"Alice's desk\"}")).isEqualTo("{\"to\":\"Text 1\"}");
    }

    @Test
    void names_are_numbered_the_same_for_the_same() {
        assertThat(redacted("notification", """
                {"name":"Alice","fromName":"Bob","toName":"Alice","uiCallInfo":{"primary":{"type":"QueueName",\
                "value":"Sales"}},"callInfo":"Bob"}"""))
                .isEqualTo("{\"name\":\"Name 1\",\"fromName\":\"Name 2\",\"toName\":\"Name 1\","
                        + "\"uiCallInfo\":{\"primary\":{\"type\":\"QueueName\",\"value\":\"Name 3\"}},"
                        + "\"callInfo\":\"Text 1\"}");
    }

    @Test
    void what_the_rules_need_stays_digit_by_digit() {
        String body = """
                {"uuid":"1-2","event":"/restapi/v1.0/account/555100016/extension/555190016/telephony/sessions",\
                "timestamp":"2026-03-04T09:15:31.482Z","body":{"sequence":12345678901234567890,"sessionId":"0",\
                "telephonySessionId":"s-a0b1c2z3","eventTime":"2026-03-04T09:15:31.482+0000","extensionId":555190016,\
                "parties":[{"id":"p-1","direction":"Inbound","status":{"code":"Disconnected","reason":"CallSwitch",\
                "rcc":false},"missedCall":true,"standAlone":null}],"origin":{"type":"Call"}}}""";
        assertThat(redacted("notification", body)).isEqualTo(body);
        String gap = "{\"from\":1772615731482,\"to\":1772615731999,\"reason\":\"socket closed\"}";
        assertThat(redacted("gap", gap)).isEqualTo(gap);
        String bounds = "{\"since\":1772615731482,\"until\":\"2026-03-04T09:15:31.482Z\"}";
        assertThat(redacted("gap", bounds)).isEqualTo(bounds);
        assertThat(redacted("callLog", bounds)).isEqualTo(bounds);
    }

    @Test
    void addresses_keep_only_whose_they_are() {
        assertThat(redacted("activeCalls", """
                {"records":[{"uri":"https://example.com/restapi/v1.0/account/1/extension/22/call-log/a?number=14155550123"}]}"""))
                .isEqualTo("{\"records\":[{\"uri\":\"/restapi/v1.0/account/1/extension/22\"}]}");
        assertThat(redacted(
                        "notification", "{\"event\":\"/restapi/v1.0/account/~/extension/1234567/presence?who=Al\"}"))
                .isEqualTo("{\"event\":\"/restapi/v1.0/account/~/extension/1234567/presence\"}");
        assertThat(redacted("notification", "{\"event\":\"/x/14155550123/y\"}"))
                .matches("\\{\"event\":\"/x/1555\\d{7}/y\"}");
    }

    @Test
    void texts_places_and_sip_addresses_are_taken_out() {
        assertThat(redacted("notification", """
                {"subject":"hi","attachments":[{"uri":"x"}],"location":"Belmont","toTag":"blf","fromTag":"10.1.1.1-5",\
                "remoteUri":"sip:+14155550123@example.com","mobilePickupData":"~q","Alice":1}"""))
                .isEqualTo("{\"toTag\":\"blf\",\"fromTag\":\"Tag 1\",\"remoteUri\":\"Text 1\","
                        + "\"mobilePickupData\":\"Text 2\",\"Text 3\":1}");
    }

    @Test
    void what_is_no_json_is_told_by_its_length() {
        assertThat(redacted("notification", "\"caf\\u00e9 +14155550123\"")).isEqualTo("\"(not JSON, 18 bytes)\"");
        assertThat(redacted("notification", "{\"from\":\"+14155550123\"")).matches("\"\\(not JSON, \\d+ bytes\\)\"");
        assertThat(redacted("notification", "14155550123")).isEqualTo("\"(not JSON, 11 bytes)\"");
    }

    @Test
    void the_rest_of_the_line_stays() {
        TraceLine line = new TraceLine(AT, "acme", "gap", "pubnub", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(redactor.redact(line).write()).isEqualTo(line.write());
    }

    @Test
    void more_seven_digit_numbers_than_the_fictional_exchange_has_are_still_told_apart() {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 12_000; i++) {
            String original = Integer.toString(2_000_000 + i);
            assertThat(seen.put(redacted("notification", "{\"to\":\"" + original + "\"}"), original))
                    .as("%s has a number that another has", original)
                    .isNull();
        }
    }

    @Test
    void the_same_key_gives_the_same_numbers_and_another_key_others() {
        String body = "{\"to\":\"+14155550123\"}";
        assertThat(redact(new Redactor(KEY), "notification", body)).isEqualTo(redacted("notification", body));
        assertThat(redact(new Redactor(new byte[] {1}), "notification", body))
                .isNotEqualTo(redacted("notification", body));
    }

    @Test
    void no_number_or_name_survives_and_equality_is_kept_wherever_they_stand() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> places = List.of("phoneNumber", "from", "to", "dialed", "extensionNumber", "contact", "label");
        List<String> nameplates = List.of("name", "fromName", "toName", "value", "contact", "remoteUri", "displayName");
        Map<String, String> forward = new HashMap<>();
        Map<String, String> back = new HashMap<>();
        List<String> secrets = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            String number = number(random, secrets);
            String name = "Zq" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + (i % 3 == 0 ? " Öz" : "");
            secrets.add(name);
            String place = places.get(random.nextInt(places.size()));
            String plate = nameplates.get(random.nextInt(nameplates.size()));
            all.append(redacted(
                    "notification",
                    "{\"a\":[{\"" + place + "\":\"" + number + "\"},{\"" + plate + "\":\"" + name + "\"},\"" + number
                            + "\"]}"));
            String other = redacted("notification", "{\"from\":\"" + number + "\"}");
            all.append(other);
            assertThat(forward.merge(number, other, (was, is) -> was.equals(is) ? is : "two"))
                    .as("seed %d", seed)
                    .isEqualTo(other);
            assertThat(back.merge(other, number, (was, is) -> was.equals(is) ? is : "two"))
                    .as("seed %d", seed)
                    .isEqualTo(number);
        }
        String output = all.toString();
        assertThat(secrets).as("seed %d", seed).noneMatch(output::contains);
        assertThat(secrets).as("seed %d", seed).noneMatch(output.replaceAll("[ ().+-]", "")::contains);
    }

    /** A number of 11 digits or more, whose digits are too many to appear by chance, in one of the usual forms. */
    private static String number(Random random, List<String> digits) {
        String national = "%010d".formatted(2_000_000_000L + random.nextLong(7_999_999_999L));
        int country = 10 + random.nextInt(89);
        digits.add(country + national);
        return switch (random.nextInt(4)) {
            case 0 -> "+" + country + national;
            case 1 -> country + national;
            case 2 -> "+" + country + " (" + national.substring(0, 3) + ") " + national.substring(3);
            default -> "+" + country + " " + national.substring(0, 4) + "-" + national.substring(4);
        };
    }
}
