package io.switchhook.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.account.Repairs.What;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Health;
import io.switchhook.call.Origin;
import io.switchhook.journal.memory.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as repaired, and which calls are open. */
class RepairsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");

    private final Story story = Story.inbound("s-1", "+14155550123", NOW);

    private static CallEvent by(Origin origin, CallEvent event) {
        return new CallEvent(
                event.type(),
                event.sequence(),
                event.occurredAt(),
                event.observedAt(),
                event.certainty(),
                origin,
                event.evidence(),
                event.gap(),
                event.change(),
                event.call());
    }

    private CallEvent tell(CallEventType type, CallState state) {
        return story.tell(type, state, Duration.ofSeconds(1));
    }

    @Test
    void what_notifications_tell_is_no_repair() {
        assertThat(Repairs.of(story.rings())).isEmpty();
        assertThat(Repairs.of(List.of(by(Origin.COMMAND, tell(CallEventType.ENDED, CallState.ENDED)))))
                .isEmpty();
    }

    @Test
    void a_call_that_a_look_found_counts_once_whatever_else_the_look_tells_of_it() {
        List<CallEvent> events = new ArrayList<>();
        story.rings().forEach(event -> events.add(by(Origin.POLL, event)));
        events.add(by(Origin.POLL, tell(CallEventType.ENDED, CallState.ENDED)));
        Story other = Story.inbound("s-2", "+14155550124", NOW);
        other.rings().forEach(event -> events.add(by(Origin.BACKFILL, event)));
        assertThat(Repairs.of(events)).containsExactly(What.FOUND, What.FOUND);
    }

    @Test
    void an_end_a_change_and_a_correction_that_only_a_look_told_are_repairs_of_their_own_kinds() {
        assertThat(Repairs.of(List.of(by(Origin.POLL, tell(CallEventType.ANSWERED, CallState.TALKING)))))
                .containsExactly(What.ADVANCED);
        assertThat(Repairs.of(List.of(
                        by(Origin.CALLLOG, tell(CallEventType.CORRECTED, CallState.TALKING)),
                        by(Origin.CALLLOG, tell(CallEventType.ENDED, CallState.ENDED)))))
                .containsExactly(What.ENDED);
        assertThat(Repairs.of(List.of(by(Origin.CALLLOG, tell(CallEventType.CORRECTED, CallState.ENDED)))))
                .containsExactly(What.CORRECTED);
    }

    @Test
    void what_only_a_call_log_can_know_is_no_repair() {
        assertThat(Repairs.of(List.of(
                        by(Origin.CALLLOG, tell(CallEventType.COMPLETED, CallState.COMPLETED)),
                        by(Origin.CALLLOG, tell(CallEventType.UPDATED, CallState.COMPLETED)))))
                .isEmpty();
    }

    @Test
    void a_call_is_open_from_its_first_event_to_its_end_and_again_when_it_goes_on() {
        OpenCalls open = new OpenCalls();
        story.rings().forEach(open::saw);
        Story.inbound("s-2", "+14155550124", NOW).rings().forEach(open::saw);
        assertThat(open.count(Health.LIVE)).isEqualTo(2);
        open.saw(tell(CallEventType.ENDED, CallState.ENDED));
        open.saw(tell(CallEventType.COMPLETED, CallState.COMPLETED));
        assertThat(open.count(Health.LIVE)).isEqualTo(1);
        open.saw(tell(CallEventType.CORRECTED, CallState.TALKING));
        assertThat(open.count(Health.LIVE)).isEqualTo(2);
        assertThat(open.count(Health.SUSPECT)).isZero();
    }
}
