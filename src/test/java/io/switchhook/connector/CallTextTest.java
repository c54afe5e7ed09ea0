package io.switchhook.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.journal.SampleEvents;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a record says in words, and who wrote it last (complaints.md 12). */
class CallTextTest {
    private static final Numbers US = new Numbers("US");
    private static final Call CALL =
            SampleEvents.call(1).event(5, CallState.ENDED).call();

    @Test
    void a_call_is_told_in_one_line_and_in_a_list_of_facts() {
        CallText text = CallText.of(CALL, US);
        assertThat(text.subject()).isEqualTo("Inbound call from Zoë \"Q\" \\ Ω (+1 650-555-1001), answered, 2 s");
        assertThat(text.body()).isEqualTo("""
                Direction: inbound
                From: Zoë "Q" \\ Ω (+1 650-555-1001)
                To: 101
                Outcome: answered, provisional
                Started: 2026-03-04T09:15:32Z
                Ended: 2026-03-04T09:15:37Z
                Ringing: 1 s
                Talking: 2 s
                Call: s-1
                Conversation: s-1
                Session: s-tel1""");
        assertThat(CallText.of(CALL, US).hash()).isEqualTo(text.hash());
    }

    @Test
    void a_withheld_number_and_a_name_of_two_lines_make_no_mess() {
        Call call = SampleEvents.call(1)
                .withNumber("anonymous")
                .event(2, CallState.RINGING)
                .call();
        CallText text = CallText.of(call, US);
        assertThat(text.subject()).isEqualTo("Inbound call from Zoë \"Q\" \\ Ω (anonymous), ringing");
        assertThat(text.subject() + text.body()).doesNotContain("null");
    }

    @Test
    void a_text_is_ours_until_a_person_edits_it() {
        String written = "Inbound call\nOutcome: missed";
        Optional<String> hash = Optional.of(TextHash.of(written));
        assertThat(TextHash.isOurs(written, hash)).isTrue();
        assertThat(TextHash.isOurs("Inbound call  \r\nOutcome: missed\r\n", hash))
                .isTrue();
        assertThat(TextHash.isOurs("", hash)).isTrue();
        assertThat(TextHash.isOurs(written + "\nShe wants an offer.", hash)).isFalse();
        assertThat(TextHash.isOurs(written, Optional.empty())).isFalse();
    }
}
