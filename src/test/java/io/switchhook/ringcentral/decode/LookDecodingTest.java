package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.CallLogReport;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.Evidence.SourceGap;
import io.switchhook.call.LegState;
import io.switchhook.call.Origin;
import io.switchhook.call.Party;
import io.switchhook.call.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookDecodingTest {
    @Test
    void a_record_keeps_its_ids_ends_times_and_result() {
        CallRecord record = record("""
                {'id':'AB','sessionId':900,'telephonySessionId':'s-1','startTime':'2026-03-04T09:15:30.000Z',
                 'duration':5,'durationMs':4800,'type':'Voice','direction':'Inbound','action':'Phone Call',
                 'uri':'https://x/restapi/v1.0/account/809/extension/201/call-log/AB?view=Simple',
                 'result':'Accepted','to':{'extensionNumber':'102','name':'Me','extensionId':7},
                 'from':{'phoneNumber':'+12025550101','location':'x'},'extension':{'uri':'u','id':201}}""");
        assertThat(record)
                .isEqualTo(new CallRecord(
                        "AB",
                        Optional.of("809"),
                        Optional.of("s-1"),
                        Optional.of("900"),
                        Direction.INBOUND,
                        new Endpoint(Optional.of(PhoneNumber.of("+12025550101")), Optional.empty(), Optional.empty()),
                        new Endpoint(Optional.of(PhoneNumber.of("102")), Optional.of("Me"), Optional.of("7")),
                        Optional.of("201"),
                        Optional.of(Instant.parse("2026-03-04T09:15:30Z")),
                        Optional.of(Duration.ofMillis(4800)),
                        false,
                        true,
                        Optional.of("Accepted"),
                        new CallRecord.Details(
                                Optional.empty(),
                                false,
                                Optional.of("Phone Call"),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                List.of())));
    }

    @Test
    void a_session_status_keeps_where_its_parties_stand() {
        String body = """
                {"telephonySessionId":"s-1","exists":true,"parties":[
                 {"id":"p-1","direction":"Inbound","extensionId":"201","status":{"code":"Answered"}},
                 {"id":"p-2","direction":"Outbound","status":{"code":"Disconnected","reason":"Hangup"}},7]}""";
        Decoded decoded = new Decoder()
                .decode("session", body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "test", Instant.EPOCH);
        Evidence.SessionLook look = (Evidence.SessionLook) ((Decoded.Understood) decoded).evidence();
        assertThat(look.exists()).isTrue();
        assertThat(look.parties().stream().map(Party::state)).containsExactly(LegState.CONNECTED, LegState.ENDED);
        assertThat(look.parties().get(0).extensionId()).contains("201");
    }

    @Test
    void a_record_of_the_call_log_keeps_its_message_recording_and_legs() {
        CallRecord record = record("""
                {'id':'AB','partyId':'p-1-2','type':'Voice','action':'RingOut Web','result':'Accepted','duration':9,
                 'startTime':'2026-03-04T09:15:30.000Z','direction':'Inbound',
                 'message':{'id':77,'type':'VoiceMail','uri':'https://x/77'},
                 'recording':{'id':'r1','uri':'u','type':'Automatic','contentUri':'https://m/r1'},
                 'legs':[{'direction':'Inbound','legType':'Accept','master':true,'result':'Accepted',
                          'startTime':'2026-03-04T09:15:30.000Z','duration':9,'extension':{'id':201}},
                         {'direction':'Outbound','legType':'FindMe','master':false,'reason':'Stopped',
                          'startTime':'2026-03-04T09:15:34.000Z','duration':5,'to':{'phoneNumber':'+12025550111'},
                          'recording':{'id':'r2'}},
                         'nonsense', 7]}""");
        CallRecord.Details details = record.details();
        assertThat(details.partyId()).contains("p-1-2");
        assertThat(details.action()).contains("RingOut Web");
        assertThat(details.message()).contains(new CallRecord.Message("77", "VoiceMail", Optional.of("https://x/77")));
        assertThat(details.recording()).contains(new CallRecord.Recording("r1", Optional.of("https://m/r1")));
        assertThat(details.legs()).hasSize(2);
        assertThat(details.legs().get(0).accepted()).isTrue();
        assertThat(details.legs().get(0).master()).isTrue();
        assertThat(details.legs().get(0).extensionId()).contains("201");
        assertThat(details.legs().get(1).accepted()).isFalse();
        assertThat(details.legs().get(1).startedAt()).contains(Instant.parse("2026-03-04T09:15:34Z"));
        assertThat(details.legs().get(1).recording()).contains(new CallRecord.Recording("r2", Optional.empty()));
        assertThat(record.endedAt()).contains(Instant.parse("2026-03-04T09:15:39Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "'''result'':''In Progress'''                        , true",
        "'''result'':''In Progress'',''duration'':12'        , true",
        "'''result'':''Call connected'''                     , true",
        "'''result'':''Call connected'',''duration'':0'      , true",
        "'''result'':''Call connected'',''durationMs'':0'    , true",
        "'''duration'':0'                                    , true",
        "'''duration'':3'                                    , false",
        "'''result'':''Call connected'',''duration'':3'      , false",
        "'''result'':''Missed'''                             , false",
        "'''result'':''Accepted'',''duration'':0'            , false"
    })
    void a_record_is_live_in_progress_or_connected_without_time(String members, boolean live) {
        CallRecord record = record("{'id':'AB'," + members + "}");
        assertThat(record.live()).isEqualTo(live);
        if (live) {
            assertThat(record.duration()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Inbound,  Accepted,       '',         '',        9, true",
        "Outbound, Call connected, '',         '',        9, true",
        "Inbound,  Call connected, '',         '',        9, false",
        "Outbound, Missed,         '',         '',        9, false",
        "Inbound,  Voicemail,      Connected,  Accepted,  9, false",
        "Inbound,  In Progress,    '',         '',        0, false",
        "Inbound,  In Progress,    Accepted,   '',        0, true",
        "Inbound,  In Progress,    '',         Accepted,  0, true",
        "Inbound,  In Progress,    Connected,  Connected, 0, false",
        "Outbound, Call connected, '',         '',        0, false"
    })
    void an_answer_is_told_by_the_result_afterwards_and_by_a_reason_while_it_lasts(
            String direction, String result, String reason, String legReason, int seconds, boolean answered) {
        CallRecord record = record("{'id':'AB','direction':'" + direction + "','result':'" + result + "','reason':'"
                + reason + "','duration':" + seconds + ",'legs':[{'legType':'Accept'},{'reason':'" + legReason
                + "'},null]}");
        assertThat(record.answered()).isEqualTo(answered);
    }

    @Test
    void a_record_without_extension_belongs_to_the_one_in_its_address() {
        assertThat(record("{'id':'AB','uri':'https://x/restapi/v1.0/account/1/extension/201/call-log/AB'}")
                        .extensionId())
                .contains("201");
        assertThat(record("{'id':'AB','uri':'https://x/restapi/v1.0/account/1/extension/~/call-log/AB'}")
                        .extensionId())
                .isEmpty();
    }

    @Test
    void an_unbelievable_duration_is_none() {
        assertThat(record("{'id':'AB','result':'Missed','duration':-1}").duration())
                .isEmpty();
        assertThat(record("{'id':'AB','result':'Missed','duration':9223372036854775807}")
                        .duration())
                .isEmpty();
    }

    @Test
    void a_record_that_names_no_call_is_left_out_and_noted() {
        Decoded decoded =
                Texts.quoted("callLog", "{'records':[{'result':'Missed','sessionId':'0'},[],{'sessionId':'9'}]}");
        assertThat(Texts.evidence(CallLogReport.class, decoded).records())
                .extracting(CallRecord::sessionId)
                .containsExactly(Optional.of("9"));
        assertThat(((Decoded.Understood) decoded).notes()).containsExactly("record without id");
    }

    @Test
    void active_calls_say_when_they_were_asked_for_and_whether_they_are_complete() {
        ActiveCallsReport whole = Texts.evidence(
                ActiveCallsReport.class,
                Texts.quoted("activeCalls", "{'complete':true,'records':[],'requestedAt':1772615730000}"));
        assertThat(whole.complete()).isTrue();
        assertThat(whole.requestedAt()).isEqualTo(Instant.ofEpochMilli(1772615730000L));
        assertThat(whole.provenance().origin()).isEqualTo(Origin.POLL);
        ActiveCallsReport bare =
                Texts.evidence(ActiveCallsReport.class, Texts.quoted("activeCalls", "{'records':[{'id':'A'}]}"));
        assertThat(bare.complete()).isFalse();
        assertThat(bare.requestedAt()).isEqualTo(Texts.HEARD);
        assertThat(bare.records()).hasSize(1);
    }

    @Test
    void the_call_log_says_so_in_its_provenance() {
        CallLogReport report = Texts.evidence(CallLogReport.class, Texts.quoted("callLog", "{'records':[]}"));
        assertThat(report.provenance().origin()).isEqualTo(Origin.CALLLOG);
        assertThat(report.provenance().via()).isEqualTo("websocket");
    }

    @Test
    void without_a_list_of_records_it_is_malformed() {
        assertThat(Texts.malformed(Texts.quoted("activeCalls", "{'records':{}}")))
                .isEqualTo("no-records");
        assertThat(Texts.malformed(Texts.quoted("callLog", "{}"))).isEqualTo("no-records");
    }

    @Test
    void a_look_at_a_session_says_whether_it_exists() {
        SessionLook gone = Texts.evidence(
                SessionLook.class, Texts.quoted("session", "{'telephonySessionId':'s-1','exists':false}"));
        assertThat(gone.telephonySessionId()).isEqualTo("s-1");
        assertThat(gone.exists()).isFalse();
        assertThat(gone.provenance().origin()).isEqualTo(Origin.POLL);
        assertThat(Texts.evidence(SessionLook.class, Texts.quoted("session", "{'telephonySessionId':'s-1'}"))
                        .exists())
                .as("an answer that is missing proves no end")
                .isTrue();
        assertThat(Texts.malformed(Texts.quoted("session", "{'exists':false}"))).isEqualTo("session-without-id");
    }

    @Test
    void a_gap_has_two_times_in_either_form_and_a_reason() {
        SourceGap gap = Texts.evidence(
                SourceGap.class,
                Texts.quoted("gap", "{'from':1772615730000,'to':'2026-03-04T09:16:00Z','reason':'socket'}"));
        assertThat(gap.from()).isEqualTo(Instant.ofEpochMilli(1772615730000L));
        assertThat(gap.to()).isEqualTo(Instant.parse("2026-03-04T09:16:00Z"));
        assertThat(gap.reason()).isEqualTo("socket");
        assertThat(gap.provenance().origin()).isEqualTo(Origin.LIVE);
        assertThat(Texts.malformed(Texts.quoted("gap", "{'from':1}"))).isEqualTo("gap-without-times");
    }

    private static CallRecord record(String text) {
        return Texts.evidence(CallLogReport.class, Texts.quoted("callLog", "{'records':[" + text + "]}"))
                .records()
                .get(0);
    }
}
