package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.connector.Stage;
import java.util.Optional;

/** How far a write tells a call. */
final class Stages {
    private Stages() {}

    /**
     * The stage that a write tells: how far the call got, unless that was told before and the event adds something else.
     *
     * @param type the event's type without prefix
     * @param call the call as the event shows it
     * @param reached the furthest that was told before
     */
    static Stage of(String type, Call call, Optional<Stage> reached) {
        Stage now = reachedBy(call);
        boolean told = reached.isPresent() && reached.get().compareTo(now) >= 0;
        if (!told) {
            return now;
        }
        return switch (type) {
            case "call.recording.available", "call.voicemail.available" -> Stage.ARTIFACT;
            case "call.corrected" -> Stage.CORRECTED;
            default -> now;
        };
    }

    /** How far a call got, of the first four stages. */
    static Stage reachedBy(Call call) {
        if (call.state().isOver()) {
            return call.state() == CallState.COMPLETED ? Stage.COMPLETED : Stage.ENDED;
        }
        return call.times().answeredAt().isPresent() ? Stage.ANSWERED : Stage.STARTED;
    }

    /** What to remember as told: a call that was told as over is not forgotten to be so when it goes on. */
    static Stage furthest(Call call, Optional<Stage> reached) {
        Stage now = reachedBy(call);
        return reached.filter(before -> before.compareTo(now) > 0).orElse(now);
    }
}
