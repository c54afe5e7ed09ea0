package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Evidence.SessionReport;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final String GOOD = "{'event':'" + Texts.TELEPHONY
            + "','body':{'sequence':2,'telephonySessionId':'s-1','parties':[{'id':'p-1-1','from':{'name':'Zoë'},"
            + "'status':{'code':'Setup'}}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | not-object",
                "'   '         | not-object",
                "null          | not-object",
                "12            | not-object",
                "[]            | not-object",
                "[{'body':{}}] | not-object",
                "hello         | not-json",
                "{             | not-json",
                "{'event'      | not-json",
                "{'event':1,}  | not-json",
                "{}            | no-event",
                "{'event':[]}  | no-event",
                "{'event':''}  | no-event",
                "{'event':'/telephony/sessions'}           | no-body",
                "{'event':'/telephony/sessions','body':[]} | no-body"
            })
    void what_is_no_notification_has_a_kind_to_count(String text, String kind) {
        assertThat(Texts.malformed(Texts.quoted("notification", text.equals("''") ? "" : text)))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification", "activeCalls", "presence", "callLog", "gap", "session"})
    void every_kind_of_text_may_be_broken(String kind) {
        assertThat(Texts.malformed(Texts.decode(kind, "{\"a\""))).isEqualTo("not-json");
        assertThat(Texts.malformed(Texts.decode(kind, "[1]"))).isEqualTo("not-object");
        assertThat(Texts.decode(kind, "{}")).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void every_cut_of_a_good_text_is_not_json() {
        byte[] whole = bytes(GOOD);
        for (int length = 1; length < whole.length; length++) {
            assertThat(Texts.malformed(Texts.decode("notification", Arrays.copyOf(whole, length))))
                    .isEqualTo("not-json");
        }
    }

    @Test
    void padding_behind_the_object_is_not_read() {
        byte[] whole = bytes(GOOD);
        byte[] padded = Arrays.copyOf(whole, whole.length + 7);
        Arrays.fill(padded, whole.length, padded.length, (byte) 7);
        assertThat(Texts.decode("notification", padded)).isEqualTo(Texts.decode("notification", whole));
    }

    @Test
    void more_than_a_mebibyte_is_refused_unread_and_just_that_much_is_read() {
        byte[] spaces = new byte[20 << 20];
        Arrays.fill(spaces, (byte) ' ');
        assertThat(Texts.malformed(Texts.decode("notification", spaces))).isEqualTo("oversize");
        byte[] fits = Arrays.copyOf(bytes(GOOD), Decoder.BYTES_MAX);
        assertThat(Texts.decode("notification", fits)).isInstanceOf(Decoded.Understood.class);
        assertThat(Texts.malformed(Texts.decode("notification", new byte[Decoder.BYTES_MAX + 1])))
                .isEqualTo("oversize");
    }

    @Test
    void too_deep_a_nesting_is_refused_wherever_it_stands() {
        String deep = "[".repeat(100_000);
        assertThat(Texts.malformed(Texts.quoted("notification", "{'x':" + deep)))
                .isEqualTo("too-deep");
        assertThat(Texts.malformed(Texts.quoted("callLog", "{'records':" + deep)))
                .isEqualTo("too-deep");
        assertThat(Texts.malformed(Texts.quoted("notification", "{'pn_apns':".repeat(500))))
                .isEqualTo("too-deep");
    }

    @Test
    void a_number_of_a_thousand_digits_and_more_is_refused() {
        String huge = "9".repeat(5_000);
        assertThat(Texts.malformed(Texts.quoted("gap", "{'from':" + huge + ",'to':1}")))
                .isEqualTo("too-deep");
    }

    @Test
    void invalid_utf_8_and_nul_bytes_are_not_json() {
        assertThat(Texts.malformed(
                        Texts.decode("notification", GOOD.replace('\'', '"').getBytes(ISO_8859_1))))
                .isEqualTo("not-json");
        assertThat(Texts.malformed(Texts.decode("notification", bytes(GOOD.replace("Setup", "Se\0tup")))))
                .isEqualTo("not-json");
        assertThat(Texts.decode("notification", new byte[64])).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void a_text_in_another_unicode_form_is_read_even_with_its_body_first() {
        String bodyFirst =
                "{\"body\":{\"sequence\":2,\"telephonySessionId\":\"s-1\"},\"event\":\"" + Texts.TELEPHONY + "\"}";
        SessionReport report =
                Texts.evidence(SessionReport.class, Texts.decode("notification", bodyFirst.getBytes(UTF_16)));
        assertThat(report.telephonySessionId()).isEqualTo("s-1");
    }

    @Test
    void the_last_of_a_doubled_member_counts() {
        Decoded decoded = Texts.notification(
                Texts.TELEPHONY,
                "{'sequence':2,'sequence':3,'telephonySessionId':'s-1','telephonySessionId':'s-2',"
                        + "'parties':[{'id':'a','status':{'code':'Hold'}}],'parties':[]}");
        SessionReport report = Texts.evidence(SessionReport.class, decoded);
        assertThat(report.number()).isEqualTo(3);
        assertThat(report.telephonySessionId()).isEqualTo("s-2");
        assertThat(report.parties()).isEmpty();
    }

    @Test
    void notes_are_bounded() {
        StringBuilder parties = new StringBuilder();
        for (char c = 'a'; c <= 'z'; c++) {
            parties.append("{'id':'1','status':{'code':'").append(c).append("'}},");
        }
        Decoded decoded = Texts.notification(
                Texts.TELEPHONY, "{'sequence':2,'telephonySessionId':'s-1','parties':[" + parties + "1]}");
        assertThat(((Decoded.Understood) decoded).notes()).hasSize(16);
    }

    @Test
    void an_unknown_kind_is_malformed() {
        assertThat(Texts.malformed(Texts.decode("weather", "{}"))).isEqualTo("unknown-kind");
    }

    private static byte[] bytes(String quoted) {
        return quoted.replace('\'', '"').getBytes(UTF_8);
    }
}
