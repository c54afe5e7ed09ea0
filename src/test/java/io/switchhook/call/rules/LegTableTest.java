package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallEventType;
import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of the legs is total, is what the machine does, and is what the document says. */
class LegTableTest {
    @Test
    void the_document_shows_the_table() throws IOException {
        assertThat(Files.readString(Path.of("src/docs/leg-states.md"))).contains(LegTable.TEXT);
    }

    @Test
    void every_cell_is_what_the_machine_does() {
        List<Optional<LegState>> rows = new ArrayList<>(List.of(Optional.empty()));
        for (LegState state : LegState.values()) {
            rows.add(Optional.of(state));
        }
        int visited = 0;
        for (Optional<LegState> was : rows) {
            for (LegState is : LegState.values()) {
                visit(was, is);
                visited++;
            }
        }
        assertThat(visited).isEqualTo(72);
    }

    private static void visit(Optional<LegState> was, LegState is) {
        LegTable.Cell cell = LegTable.cell(was.orElse(null), is);
        Story story = new Story(false, false);
        LegTrack leg = new LegTrack("p-1", LegDirection.INBOUND, Optional.of("101"));
        was.ifPresent(state -> story.apply(mark(leg, 2, state)));
        List<CallEventType> told = new ArrayList<>();
        for (Tale tale : story.apply(mark(leg, 3, is))) {
            if (tale.type().name().startsWith("LEG_")) {
                told.add(tale.type());
            }
        }
        assertThat(told).as("%s %s", was, is).isEqualTo(cell.tells());
        assertThat(story.undone).isEqualTo(cell.undoes());
        LegState expected = cell.believed() ? is : was.orElseThrow();
        assertThat(story.legs().get(0).state).isEqualTo(expected);
    }

    private static Mark mark(LegTrack leg, long number, LegState state) {
        SessionReport report = (SessionReport) Lines.read("session s-1/1 #2 @0 p-1 in 101 ALERTING", 0);
        Stamp stamp = new Stamp(Source.SESSION, "s-1", number, number * 1_000, Certainty.OBSERVED, report.provenance());
        return new Mark(leg, stamp, state, true);
    }
}
