package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.simulator.CallTruth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a story with what really happened in the simulator. */
final class TruthCheck {
    private static final Map<String, String> STATES = Map.of(
            "Setup", "initiated",
            "Proceeding", "alerting",
            "Answered", "connected",
            "Hold", "held",
            "Disconnected", "ended",
            "VoiceMail", "connected");

    private TruthCheck() {}

    static void check(CallTruth truth, JsonObject story) {
        String what = truth.script() + " " + truth.telephonySessionIds();
        assertThat(story.getString("state")).as(what).isIn("ENDED", "COMPLETED");
        assertThat(story.getString("direction")).as(what).isEqualTo(truth.direction());
        assertThat(story.getString("outcome")).as(what).isEqualTo(truth.outcome());
        List<String> sessionIds = story.getJsonObject("ids").getJsonArray("sessionIds").stream()
                .map(String::valueOf)
                .toList();
        assertThat(sessionIds).as(what).containsExactlyInAnyOrderElementsOf(truth.sessionIds());
        JsonObject times = story.getJsonObject("times");
        assertThat(instant(times, "startedAt")).as(what).isEqualTo(Optional.of(millis(truth.startedAt())));
        assertThat(instant(times, "answeredAt"))
                .as(what)
                .isEqualTo(truth.answeredAt().map(TruthCheck::millis));
        assertThat(instant(times, "endedAt")).as(what).isEqualTo(Optional.of(millis(truth.endedAt())));
        if (truth.answered()) {
            assertThat(Optional.ofNullable(story.getJsonObject("answeredBy").getString("extensionId")))
                    .as(what)
                    .isEqualTo(truth.answeredBy());
        }
        assertThat(legs(story)).as(what).isEqualTo(legs(truth));
    }

    private static Map<String, List<String>> legs(JsonObject story) {
        Map<String, List<String>> legs = new LinkedHashMap<>();
        for (Object entry : story.getJsonArray("legs")) {
            JsonObject leg = (JsonObject) entry;
            legs.put(leg.getString("id"), history(leg.getJsonArray("history")));
        }
        return legs;
    }

    private static List<String> history(JsonArray history) {
        List<String> moments = new ArrayList<>();
        history.forEach(entry ->
                moments.add(((JsonObject) entry).getString("state") + "@" + ((JsonObject) entry).getString("at")));
        return moments;
    }

    private static Map<String, List<String>> legs(CallTruth truth) {
        Map<String, List<String>> legs = new LinkedHashMap<>();
        for (CallTruth.PartyTruth party : truth.parties()) {
            List<String> moments = new ArrayList<>();
            party.states()
                    .forEach(state -> moments.add(
                            STATES.get(state.state()) + "@" + io.switchhook.event.Timestamps.text(millis(state.at()))));
            legs.put(party.id(), moments);
        }
        return legs;
    }

    private static Optional<Instant> instant(JsonObject times, String name) {
        return Optional.ofNullable(times.getString(name)).map(Instant::parse);
    }

    private static Instant millis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
