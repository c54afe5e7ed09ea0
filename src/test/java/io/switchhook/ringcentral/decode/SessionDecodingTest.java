package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Origin;
import io.switchhook.call.Party;
import io.switchhook.call.PhoneNumber;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDecodingTest {
    @Test
    void a_telephony_notification_becomes_a_session_report() {
        SessionReport report = report("""
                {'sequence':7,'sessionId':'900','telephonySessionId':'s-1','serverId':'x',
                 'eventTime':'2026-03-04T09:15:31.400Z','origin':{'type':'Call','more':[1,{}]},
                 'parties':[{'accountId':'100','extensionId':'200','id':'p-1-3','direction':'Inbound',
                  'to':{'phoneNumber':'+12025550101','name':'Sales','extensionId':'300','deviceId':'5'},
                  'from':{'phoneNumber':'+12025550102','name':'Caller'},
                  'status':{'code':'Gone','reason':'AttendedTransfer','rcc':false,
                   'peerId':{'sessionId':'901','telephonySessionId':'s-2','partyId':'p-2-1'}},
                  'queueCall':true,'ringOutRole':'Target','muted':false}]}""");

        Endpoint from = new Endpoint(number("+12025550102"), Optional.of("Caller"), Optional.empty());
        Endpoint to = new Endpoint(number("+12025550101"), Optional.of("Sales"), Optional.of("300"));
        Party party = new Party(
                "p-1-3",
                Optional.of("200"),
                LegDirection.INBOUND,
                from,
                to,
                LegState.REPLACED,
                Optional.empty(),
                Optional.of("AttendedTransfer"),
                Optional.of("s-2"),
                true,
                Optional.of("Target"),
                new Party.More(Optional.of("p-2-1"), Optional.empty(), Optional.empty()));
        assertThat(report)
                .isEqualTo(new SessionReport(
                        new Provenance(
                                "websocket",
                                Optional.of("sub-1"),
                                Optional.of("11"),
                                OptionalLong.of(7),
                                Optional.of(Instant.parse("2026-03-04T09:15:31.482Z")),
                                Texts.HEARD,
                                Origin.LIVE),
                        Optional.of("100"),
                        "s-1",
                        Optional.of("900"),
                        7,
                        Instant.parse("2026-03-04T09:15:31.400Z"),
                        "Call",
                        List.of(party)));
    }

    @ParameterizedTest
    @CsvSource({
        "Setup, INITIATED, ",
        "Proceeding, ALERTING, ",
        "Answered, CONNECTED, ",
        "Hold, HELD, ",
        "Parked, PARKED, ",
        "Gone, REPLACED, ",
        "Disconnected, ENDED, ",
        "VoiceMail, CONNECTED, VOICEMAIL",
        "Voicemail, CONNECTED, VOICEMAIL",
        "VoiceMailScreening, CONNECTED, VOICEMAIL",
        "VMScreening, CONNECTED, VOICEMAIL",
        "FaxReceive, CONNECTED, FAX"
    })
    void a_status_code_becomes_a_state_and_sometimes_a_kind(String code, LegState state, LegKind kind) {
        Party party = party("{'id':'p-1-2','direction':'Inbound','status':{'code':'" + code + "'}}");
        assertThat(party.state()).isEqualTo(state);
        assertThat(party.kind()).isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void an_unknown_status_code_leaves_the_party_out_and_is_noted_once() {
        Decoded decoded = decode("""
                {'sequence':2,'telephonySessionId':'s-1','parties':[{'id':'p-1-1','status':{'code':'Tds'}},
                 {'id':'p-1-3','status':{'code':'Tds'}},{'id':'p-1-2','status':{'code':'Hold'}}]}""");
        assertThat(Texts.evidence(SessionReport.class, decoded).parties())
                .extracting(Party::id)
                .containsExactly("p-1-2");
        assertThat(notes(decoded)).containsExactly("unknown status.code Tds");
    }

    @Test
    void a_note_never_repeats_more_than_a_word() {
        Decoded decoded = decode("""
                {'sequence':2,'telephonySessionId':'s-1',
                 'parties':[{'id':'p-1-1','status':{'code':'+1 202 555 0101'}}]}""");
        assertThat(notes(decoded)).containsExactly("unknown status.code (no word)");
    }

    @Test
    void a_party_without_id_or_status_is_left_out_and_noted() {
        Decoded decoded = decode("""
                {'sequence':2,'telephonySessionId':'s-1','parties':[{'status':{'code':'Hold'}},{'id':'p-1-1'},7,null]}""");
        assertThat(Texts.evidence(SessionReport.class, decoded).parties()).isEmpty();
        assertThat(notes(decoded)).containsExactly("party without id", "party without status.code");
    }

    @Test
    void an_unknown_reason_is_passed_through_unchanged() {
        assertThat(party("{'id':'p-1-1','status':{'code':'Disconnected','reason':'Sunspots'}}")
                        .reason())
                .contains("Sunspots");
    }

    @ParameterizedTest
    @CsvSource({"p-1-1, OUTBOUND", "p-1-2, INBOUND", "p-1-11, INBOUND", "cs17-1, OUTBOUND"})
    void a_missing_direction_is_guessed_from_the_party_number(String id, LegDirection direction) {
        assertThat(party("{'id':'" + id + "','status':{'code':'Setup'}}").direction())
                .isEqualTo(direction);
    }

    @Test
    void a_stated_direction_is_never_changed_even_for_a_ringout_initiator() {
        Party party = party("""
                {'id':'p-1-1','direction':'Inbound','ringOutRole':'Initiator','status':{'code':'Proceeding'}}""");
        assertThat(party.direction()).isEqualTo(LegDirection.INBOUND);
        assertThat(party.ringOutRole()).contains("Initiator");
    }

    @Test
    void the_peer_is_found_where_rest_bodies_misplace_it_but_an_older_id_is_no_peer() {
        assertThat(party("{'id':'p-1-1','status':{'code':'Gone','peerId':{'sessionId':'s-9'}}}")
                        .peerSession())
                .contains("s-9");
        assertThat(party("{'id':'p-1-1','status':{'code':'Gone','peerId':{'sessionId':'0'}}}")
                        .peerSession())
                .isEmpty();
    }

    @Test
    void a_conference_has_no_session_id_because_all_of_them_have_zero() {
        assertThat(report("{'sequence':2,'telephonySessionId':'s-1','sessionId':'0'}")
                        .sessionId())
                .isEmpty();
    }

    @Test
    void ids_are_text_whatever_their_type_and_exact_however_large() {
        SessionReport report = report("""
                {'sequence':'8','telephonySessionId':12345678901234567890123,'sessionId':1160271560016,
                 'parties':[{'id':5,'extensionId':9007199254740993,'status':{'code':'Setup'}}]}""");
        assertThat(report.telephonySessionId()).isEqualTo("12345678901234567890123");
        assertThat(report.sessionId()).contains("1160271560016");
        assertThat(report.number()).isEqualTo(8);
        assertThat(report.parties().get(0).extensionId()).contains("9007199254740993");
    }

    @Test
    void without_telephony_session_id_it_is_malformed_even_with_the_older_id() {
        assertThat(Texts.malformed(decode("{'sequence':2,'sessionId':'900','parties':[]}")))
                .isEqualTo("session-without-id");
    }

    @Test
    void a_missing_sequence_is_zero_and_noted() {
        Decoded decoded = decode("{'telephonySessionId':'s-1'}");
        SessionReport report = Texts.evidence(SessionReport.class, decoded);
        assertThat(report.number()).isZero();
        assertThat(report.provenance().sequence()).isEmpty();
        assertThat(notes(decoded)).containsExactly("missing sequence");
    }

    @Test
    void a_missing_event_time_is_the_time_of_sending_else_of_hearing() {
        assertThat(report("{'sequence':2,'telephonySessionId':'s-1'}").at())
                .isEqualTo(Instant.parse("2026-03-04T09:15:31.482Z"));
        Decoded bare =
                Texts.quoted("notification", "{'event':'" + Texts.TELEPHONY + "','body':{'telephonySessionId':'s-1'}}");
        assertThat(Texts.evidence(SessionReport.class, bare).at()).isEqualTo(Texts.HEARD);
    }

    @ParameterizedTest
    @CsvSource({
        "/restapi/v1.0/account/100/telephony/sessions, 7, 8, 100",
        "/restapi/v1.0/account/~/telephony/sessions, 7, 8, 7",
        "/restapi/v1.0/account/~/extension/~/telephony/sessions?direction=Inbound, , 8, 8",
        "/restapi/..snip../telephony/sessions, , , "
    })
    void the_account_comes_from_the_path_else_the_body_else_a_party(
            String event, String inBody, String inParty, String account) {
        Decoded decoded = Texts.notification(
                event,
                "{'sequence':2,'telephonySessionId':'s-1'" + member(inBody) + ",'parties':[{'id':'p-1-1'"
                        + member(inParty) + ",'status':{'code':'Setup'}}]}");
        assertThat(Texts.evidence(SessionReport.class, decoded).accountId()).isEqualTo(Optional.ofNullable(account));
    }

    @Test
    void an_empty_number_is_no_number_and_a_short_one_stands_in() {
        Party party = party("""
                {'id':'p-1-1','from':{'phoneNumber':''},'to':{'phoneNumber':null,'extensionNumber':102},
                 'status':{'code':'Setup'}}""");
        assertThat(party.from()).isEqualTo(Endpoint.UNKNOWN);
        assertThat(party.to().number()).isEqualTo(number("102"));
    }

    @Test
    void fields_of_a_wrong_type_count_as_absent_one_by_one() {
        SessionReport report = report("""
                {'sequence':[1],'telephonySessionId':'s-1','sessionId':{},'eventTime':true,'origin':'Call',
                 'parties':[{'id':'p-1-1','direction':[],'from':[{'phoneNumber':'1'}],'to':'x','extensionId':false,
                  'status':{'code':'Hold','reason':{},'peerId':[]},'queueCall':'true','ringOutRole':null}]}""");
        assertThat(report.sessionId()).isEmpty();
        assertThat(report.origin()).isEmpty();
        Party party = report.parties().get(0);
        assertThat(party.from()).isEqualTo(Endpoint.UNKNOWN);
        assertThat(party.extensionId()).isEmpty();
        assertThat(party.state()).isEqualTo(LegState.HELD);
        assertThat(party.queue()).isTrue();
    }

    @Test
    void the_form_for_mobile_push_is_read_when_a_body_is_inside_and_else_ignored() {
        String inside = "{'aps':{'content-available':1},'event':'" + Texts.TELEPHONY
                + "','body':{'sequence':5,'telephonySessionId':'s-1'}}";
        Decoded wrapped = Texts.quoted("notification", "{'uuid':'1','pn_apns':" + inside + "}");
        assertThat(Texts.evidence(SessionReport.class, wrapped).number()).isEqualTo(5);
        assertThat(Texts.quoted("notification", "{'uuid':'1','pn_apns':{'aps':{'badge':1}}}"))
                .isEqualTo(new Decoded.Ignored("mobile-push"));
        assertThat(Texts.quoted("notification", "{'aps':{'body':'Ring'},'event':'" + Texts.TELEPHONY + "'}"))
                .isEqualTo(new Decoded.Ignored("mobile-push"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'uuid':'1',", "'body':7,"})
    void a_body_before_the_name_of_the_event_is_read_all_the_same(String before) {
        Decoded decoded = Texts.quoted(
                "notification",
                "{" + before + "'body':{'sequence':3,'telephonySessionId':'s-1','accountId':'5'},'event':'"
                        + Texts.TELEPHONY + "'}");
        assertThat(Texts.evidence(SessionReport.class, decoded).number()).isEqualTo(3);
    }

    private static Decoded decode(String body) {
        return Texts.notification(Texts.TELEPHONY, body);
    }

    private static SessionReport report(String body) {
        return Texts.evidence(SessionReport.class, decode(body));
    }

    private static Party party(String text) {
        return report("{'sequence':2,'telephonySessionId':'s-1','parties':[" + text + "]}")
                .parties()
                .get(0);
    }

    private static List<String> notes(Decoded decoded) {
        return ((Decoded.Understood) decoded).notes();
    }

    private static Optional<PhoneNumber> number(String raw) {
        return Optional.of(PhoneNumber.of(raw));
    }

    private static String member(String accountId) {
        return accountId == null ? "" : ",'accountId':'" + accountId + "'";
    }
}
