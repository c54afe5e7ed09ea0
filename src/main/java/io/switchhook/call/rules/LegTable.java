package io.switchhook.call.rules;

import io.switchhook.call.CallEventType;
import io.switchhook.call.LegState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report about a leg means, given where the leg stood: the state machine, as a table.
 *
 * <p>The platform reports levels, not edges, and may skip some: a queue member starts at alerting (protocol.md 5.3).
 * So no cell stops the machine. A word is the event to tell; {@code +} tells that the leg was added first; {@code .}
 * tells nothing; {@code !} is not believed. {@code ~} undoes an end that was not one: the story is folded anew without
 * it. The same text stands in {@code src/docs/leg-states.md}; a test compares the two.
 */
@SuppressWarnings("EnumOrdinal") // In memory only: no number of it is ever kept or sent.
final class LegTable {
    static final String TEXT = """
            was        INITIATED ALERTING  QUEUED  CONNECTED HELD  PARKED  REPLACED  ENDED
            ABSENT     +         +ALERTING +       +ANSWERED +HELD +PARKED +REPLACED +ENDED
            INITIATED  .         ALERTING  .       ANSWERED  HELD  PARKED  REPLACED  ENDED
            ALERTING   !         .         .       ANSWERED  HELD  PARKED  REPLACED  ENDED
            QUEUED     !         ALERTING  .       ANSWERED  HELD  PARKED  REPLACED  ENDED
            CONNECTED  !         !         .       .         HELD  PARKED  REPLACED  ENDED
            HELD       !         !         .       RETRIEVED .     PARKED  REPLACED  ENDED
            PARKED     !         ALERTING  .       RETRIEVED HELD  .       REPLACED  ENDED
            REPLACED   !         ~         ~       ~         ~     ~       .         ENDED
            ENDED      !         ~         ~       ~         ~     ~       !         .
            """;

    /** By the state before and the state reported; the last row is for a leg that was not there. */
    private static final Cell[][] CELLS = new Cell[LegState.values().length + 1][LegState.values().length];

    static {
        List<String> lines = TEXT.lines().toList();
        String[] columns = lines.get(0).split(" +");
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" +");
            Cell[] row = CELLS[
                    words[0].equals("ABSENT")
                            ? CELLS.length - 1
                            : LegState.valueOf(words[0]).ordinal()];
            for (int i = 1; i < words.length; i++) {
                row[LegState.valueOf(columns[i]).ordinal()] = Cell.parse(words[i]);
            }
        }
    }

    private LegTable() {}

    /** The cell for a report, given where the leg stood; null for a leg that was not there. */
    static Cell cell(LegState was, LegState is) {
        return CELLS[was == null ? CELLS.length - 1 : was.ordinal()][is.ordinal()];
    }

    /**
     * One cell.
     *
     * @param believed whether the report moves the leg
     * @param undoes whether it proves that the leg's end was none
     * @param tells the events to tell, in order
     */
    record Cell(boolean believed, boolean undoes, List<CallEventType> tells) {
        Cell {
            tells = List.copyOf(tells);
        }

        private static Cell parse(String word) {
            if (word.equals("!") || word.equals("~")) {
                return new Cell(false, word.equals("~"), List.of());
            }
            List<CallEventType> tells = new ArrayList<>(2);
            String event = word;
            if (word.startsWith("+")) {
                tells.add(CallEventType.LEG_ADDED);
                event = word.substring(1);
            }
            if (!event.isEmpty() && !event.equals(".")) {
                tells.add(CallEventType.valueOf("LEG_" + event));
            }
            return new Cell(true, false, tells);
        }
    }
}
