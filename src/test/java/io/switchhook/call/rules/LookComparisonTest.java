package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Origin;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether two looks show that something was to be told. */
class LookComparisonTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private final LookComparison comparison = new LookComparison();

    private Optional<LookComparison.Happened> look(int second, boolean complete, String... shown) {
        Instant at = START.plusSeconds(second);
        List<CallRecord> records =
                Stream.of(shown).map(LookComparisonTest::callRecord).toList();
        return comparison.next(new ActiveCallsReport(provenance(at), at, complete, records));
    }

    @Test
    void a_first_look_shows_no_change() {
        assertThat(look(0, true, "live a")).isEmpty();
    }

    @Test
    void a_call_that_appears_began_since_a_little_before_the_look_before() {
        look(0, true, "live a");
        assertThat(look(100, true, "live a", "live b"))
                .contains(new LookComparison.Happened(START.minusSeconds(15), START.plusSeconds(100)));
    }

    @Test
    void a_call_that_ends_is_a_change_and_its_leaving_the_list_is_none() {
        look(0, true, "live a");
        assertThat(look(100, true, "over a")).isPresent();
        assertThat(look(200, true)).isEmpty();
    }

    @Test
    void a_live_call_that_leaves_the_list_has_ended() {
        look(0, true, "live a");
        assertThat(look(100, true)).isPresent();
    }

    @Test
    void the_same_calls_are_no_change() {
        look(0, true, "live a", "over b");
        assertThat(look(100, true, "live a", "over b")).isEmpty();
    }

    @Test
    void a_look_that_is_not_complete_is_compared_with_nothing() {
        look(0, true, "live a");
        assertThat(look(100, false)).isEmpty();
        assertThat(look(200, true, "live b")).isEmpty();
        assertThat(look(300, true, "live c")).isPresent();
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

    private static CallRecord callRecord(String shown) {
        String[] words = shown.split(" ", 2);
        return new CallRecord(
                "r-" + words[1],
                Optional.empty(),
                Optional.of("s-" + words[1]),
                Optional.empty(),
                Direction.INBOUND,
                Endpoint.UNKNOWN,
                Endpoint.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                words[0].equals("live"),
                true,
                Optional.empty());
    }
}
