package io.switchhook.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Origin;
import io.switchhook.call.Provenance;
import io.switchhook.event.Notice;
import io.switchhook.event.Notice.Fact;
import io.switchhook.event.Notice.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");
    private static final String LOG = Backfill.callLog(NINE.minusSeconds(3_600), NINE);

    private final Backfill backfill = new Backfill();

    @Test
    void a_gap_is_filled_only_when_active_calls_and_its_stretch_of_the_call_log_were_seen() {
        begin();
        look();
        assertThat(backfill.finished(NINE.plusSeconds(5))).isEmpty();
        backfill.answered(LOG);
        assertThat(missing(backfill.finished(NINE.plusSeconds(6)))).isEmpty();
        assertThat(backfill.isRunning()).isFalse();
    }

    @Test
    void a_call_log_that_is_refused_holds_nothing_up_and_is_named() {
        begin();
        backfill.refused(LOG);
        look();
        assertThat(missing(backfill.finished(NINE.plusSeconds(5))))
                .contains("call log from 2026-03-04T08:00:00.000Z to 2026-03-04T09:00:00.000Z");
    }

    @Test
    void a_call_log_that_never_answers_is_given_up_after_a_time_and_named() {
        begin();
        look();
        Instant last = NINE.plus(Backfill.GIVE_UP);
        assertThat(backfill.finished(last.minusMillis(1))).isEmpty();
        assertThat(missing(backfill.finished(last))).contains(LOG);
    }

    @Test
    void a_stretch_that_is_asked_for_by_a_later_gap_is_waited_for_on_its_own() {
        begin();
        String later = Backfill.callLog(NINE, NINE.plusSeconds(60));
        backfill.begin(new Gap("websocket", NINE, NINE.plusSeconds(60), "test"), NINE.plusSeconds(61));
        backfill.asked(later);
        backfill.answered(LOG);
        backfill.took(look(NINE.plusSeconds(62)), List.of());
        assertThat(backfill.finished(NINE.plusSeconds(63))).isEmpty();
        backfill.answered(later);
        assertThat(backfill.finished(NINE.plusSeconds(64))).hasSize(2);
    }

    private void begin() {
        backfill.begin(new Gap("restart", NINE.minusSeconds(3_600), NINE, "restart"), NINE);
        backfill.asked(LOG);
    }

    private void look() {
        backfill.took(look(NINE.plusSeconds(1)), List.of());
    }

    private static ActiveCallsReport look(Instant at) {
        return new ActiveCallsReport(provenance(at), at, true, List.of());
    }

    private static Provenance provenance(Instant at) {
        return new Provenance(
                "active-calls",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                at,
                Origin.POLL);
    }

    private static Optional<String> missing(List<Notice> told) {
        assertThat(told).hasSize(1);
        for (Fact fact : told.get(0).facts()) {
            if (fact.name().equals(Backfill.NOT_ANSWERED)) {
                return Optional.of(((Text) fact).value());
            }
        }
        return Optional.empty();
    }
}
