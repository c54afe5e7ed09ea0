package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEventType;
import io.switchhook.call.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lists of recordings that a party reports come to: begun, paused, going on, over. */
final class RecordingTales {
    private static final String ACTIVE = "active";
    private static final String PAUSED = "paused";
    private static final String STOPPED = "stopped";

    private RecordingTales() {}

    /** Looks at a leg after its newest mark. A leg that is over is recorded no more. */
    static void notice(LegStory leg, Mark mark, List<Tale> tales) {
        if (mark.more.recordings().isPresent()) {
            List<Party.Recording> listed = mark.more.recordings().get();
            List<String> ids = listed.stream().map(Party.Recording::id).toList();
            for (Party.Recording recording : listed) {
                become(leg, recording.id(), recording.active() ? ACTIVE : PAUSED, mark, tales);
            }
            for (String id : List.copyOf(leg.recordings.keySet())) {
                if (!ids.contains(id)) {
                    become(leg, id, STOPPED, mark, tales);
                }
            }
        }
        if (leg.isOver()) {
            for (String id : List.copyOf(leg.recordings.keySet())) {
                become(leg, id, STOPPED, mark, tales);
            }
        }
    }

    private static void become(LegStory leg, String id, String state, Mark mark, List<Tale> tales) {
        if (leg.recordings.isEmpty()) {
            leg.recordings = new LinkedHashMap<>(2);
        }
        String was = leg.recordings.put(id, state);
        if (!state.equals(was)) {
            tales.add(Tale.ofLeg(typeOf(was, state), leg.leg, mark));
        }
    }

    private static CallEventType typeOf(String was, String state) {
        if (was == null) {
            return CallEventType.RECORDING_STARTED;
        }
        return switch (state) {
            case ACTIVE -> was.equals(STOPPED) ? CallEventType.RECORDING_STARTED : CallEventType.RECORDING_RESUMED;
            case PAUSED -> CallEventType.RECORDING_PAUSED;
            default -> CallEventType.RECORDING_STOPPED;
        };
    }

    /** All recordings of a call as they stand. */
    static List<Call.Recording> of(Story story) {
        List<Call.Recording> all = new ArrayList<>(0);
        for (LegStory leg : story.legs()) {
            for (Map.Entry<String, String> recording : leg.recordings.entrySet()) {
                all.add(new Call.Recording(recording.getKey(), leg.leg.id(), recording.getValue()));
            }
        }
        return all;
    }
}
