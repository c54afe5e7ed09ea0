package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegState;
import io.switchhook.call.Origin;
import io.switchhook.call.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceDecodingTest {
    @Test
    void a_detailed_presence_becomes_a_report_of_the_extensions_calls() {
        ExtensionReport report = report("""
                {'extensionId':201,'telephonyStatus':'Ringing','sequence':34,'totalActiveCalls':9,'activeCalls':[
                 {'id':'x','direction':'Inbound','from':'12025550101','fromName':'Caller','to':'','toName':'Me',
                  'telephonyStatus':'Ringing','sessionId':'900','telephonySessionId':'s-1','partyId':'p-1-2',
                  'startTime':'2026-03-04T09:15:30Z','queueCall':true,'sipData':{'toTag':'a','fromTag':'b'}}]}""");
        assertThat(report.extensionId()).isEqualTo("201");
        assertThat(report.accountId()).contains("100");
        assertThat(report.number()).isEqualTo(OptionalLong.of(34));
        assertThat(report.provenance().sequence()).isEqualTo(OptionalLong.of(34));
        assertThat(report.at()).isEqualTo(Instant.parse("2026-03-04T09:15:31.482Z"));
        assertThat(report.detailed()).isTrue();
        assertThat(report.total()).isEqualTo(9);
        assertThat(report.calls())
                .containsExactly(new ActiveCall(
                        Optional.of("s-1"),
                        Optional.of("900"),
                        Optional.of("p-1-2"),
                        LegDirection.INBOUND,
                        new Endpoint(
                                Optional.of(PhoneNumber.of("12025550101")), Optional.of("Caller"), Optional.empty()),
                        new Endpoint(Optional.empty(), Optional.of("Me"), Optional.empty()),
                        LegState.ALERTING,
                        false,
                        Optional.of(Instant.parse("2026-03-04T09:15:30Z")),
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "Ringing, , ALERTING, false",
        "CallConnected, , CONNECTED, false",
        "OnHold, , HELD, false",
        "ParkedCall, , PARKED, false",
        "NoCall, , ENDED, false",
        "NoCall, intermediate, ENDED, false",
        "NoCall, final, ENDED, true"
    })
    void a_call_status_becomes_a_state_and_only_final_is_the_last_word(
            String status, String termination, LegState state, boolean last) {
        String end = termination == null ? "" : ",'terminationType':'" + termination + "'";
        ActiveCall call = report("{'activeCalls':[{'telephonyStatus':'" + status + "'" + end + "}]}")
                .calls()
                .get(0);
        assertThat(call.state()).isEqualTo(state);
        assertThat(call.last()).isEqualTo(last);
    }

    @Test
    void a_call_of_unknown_status_is_left_out_noted_and_still_counted() {
        Decoded decoded = decode("{'activeCalls':[{'telephonyStatus':'Dreaming'},{'id':'x'},7]}");
        ExtensionReport report = Texts.evidence(ExtensionReport.class, decoded);
        assertThat(report.calls()).isEmpty();
        assertThat(report.total()).isEqualTo(3);
        assertThat(((Decoded.Understood) decoded).notes())
                .isEqualTo(List.of("unknown telephonyStatus Dreaming", "call without telephonyStatus"));
    }

    @Test
    void a_monitored_lines_call_is_left_out_without_a_note_and_still_counted() {
        Decoded decoded = decode("""
                {'totalActiveCalls':2,'activeCalls':[{'telephonyStatus':'Ringing','sipData':{'toTag':'blf'}},
                 {'telephonyStatus':'OnHold','sipData':{'toTag':'t'}}]}""");
        ExtensionReport report = Texts.evidence(ExtensionReport.class, decoded);
        assertThat(report.calls()).extracting(ActiveCall::state).containsExactly(LegState.HELD);
        assertThat(report.total()).isEqualTo(2);
        assertThat(((Decoded.Understood) decoded).notes()).isEmpty();
    }

    @Test
    void a_plain_presence_is_not_detailed() {
        ExtensionReport report = report("{'extensionId':'201','telephonyStatus':'Ringing'}");
        assertThat(report.detailed()).isFalse();
        assertThat(report.number()).isEmpty();
        assertThat(report.total()).isZero();
    }

    @Test
    void an_empty_list_of_calls_is_detailed() {
        assertThat(report("{'activeCalls':[]}").detailed()).isTrue();
    }

    @Test
    void the_account_wide_presence_names_the_extension_in_its_body() {
        Decoded decoded =
                Texts.notification("/restapi/v1.0/account/100/presence", "{'extensionId':7,'activeCalls':[]}");
        assertThat(Texts.evidence(ExtensionReport.class, decoded).extensionId()).isEqualTo("7");
        Decoded nameless = Texts.notification("/restapi/v1.0/account/100/presence", "{'activeCalls':[]}");
        assertThat(Texts.malformed(nameless)).isEqualTo("presence-without-extension");
    }

    @Test
    void a_conference_leg_has_no_session_id_because_all_of_them_have_zero() {
        ActiveCall call = report(
                        "{'activeCalls':[{'telephonyStatus':'CallConnected','sessionId':0,'to':'conference'}]}")
                .calls()
                .get(0);
        assertThat(call.sessionId()).isEmpty();
        assertThat(call.to().number()).contains(PhoneNumber.of("conference"));
    }

    @Test
    void a_total_that_is_no_count_is_brought_within_bounds() {
        assertThat(report("{'totalActiveCalls':-3}").total()).isZero();
        assertThat(report("{'totalActiveCalls':99999999999}").total()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void a_rest_answer_is_a_look_without_number_at_the_time_it_was_heard() {
        ExtensionReport report = Texts.evidence(ExtensionReport.class, Texts.quoted("presence", """
                {'uri':'https://x/restapi/v1.0/account/100/extension/201/presence','sequence':5,
                 'extension':{'uri':'https://x','id':201,'extensionNumber':'101'},'telephonyStatus':'NoCall',
                 'activeCalls':[{'direction':'Outbound','from':'101','to':'+12025550101',
                  'telephonyStatus':'CallConnected','startTime':'2026-03-04T09:15:30.000+0000'}]}"""));
        assertThat(report.extensionId()).isEqualTo("201");
        assertThat(report.accountId()).contains("100");
        assertThat(report.number()).isEmpty();
        assertThat(report.at()).isEqualTo(Texts.HEARD);
        assertThat(report.provenance().origin()).isEqualTo(Origin.POLL);
        assertThat(report.calls().get(0).startedAt()).contains(Instant.parse("2026-03-04T09:15:30Z"));
        assertThat(Texts.evidence(ExtensionReport.class, Texts.quoted("presence", "{'extensionId':201}"))
                        .extensionId())
                .isEqualTo("201");
        assertThat(Texts.malformed(Texts.quoted("presence", "{}"))).isEqualTo("presence-without-extension");
    }

    @ParameterizedTest
    @CsvSource({
        "/account/~/extension/1/message-store, message-store",
        "/account/~/extension/1/message-store/instant?type=SMS, message-store",
        "/account/~/extension/1/voicemail, voicemail",
        "/account/~/extension/1/fax?direction=Inbound, fax",
        "/account/~/extension/1/missed-calls, missed-calls",
        "/account/~/extension/1/presence/line, line-presence",
        "/account/~/extension/1/presence/line/presence, line-presence",
        "/account/~/extension/1/presence/dnd, dnd-presence",
        "/account/~/extension/1/favorite/presence, favorite-presence",
        "/account/~/call-queues/1/presence, queue-presence",
        "/account/~/a2p-sms/opt-outs, a2p-sms",
        "/subscription/~?threshold=60&interval=15, subscription",
        "/account/~/weather, other"
    })
    void what_says_nothing_about_calls_is_ignored_by_name(String path, String word) {
        assertThat(Texts.notification("/restapi/v1.0" + path, "{'telephonySessionId':'s-1'}"))
                .isEqualTo(new Decoded.Ignored(word));
    }

    private static Decoded decode(String body) {
        return Texts.notification(Texts.PRESENCE, body);
    }

    private static ExtensionReport report(String body) {
        return Texts.evidence(ExtensionReport.class, decode(body));
    }
}
