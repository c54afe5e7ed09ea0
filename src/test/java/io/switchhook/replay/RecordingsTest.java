package io.switchhook.replay;

import static io.switchhook.replay.Recordings.history;
import static io.switchhook.replay.Recordings.presenceOf;
import static io.switchhook.replay.Recordings.read;
import static io.switchhook.replay.Recordings.storyOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three complete recordings (protocol.md 4.3.2) tell who called whom, who answered, when, and who hung up. */
class RecordingsTest {
    private static final String MENU = "account-pstn-to-ivr-to-ext";
    private static final String OUT = "account-ext-to-pstn";
    private static final String INTERNAL = "account-ext-to-ext";

    @Test
    void a_caller_from_outside_reaches_a_person_through_a_menu_and_the_person_hangs_up() {
        JsonNode story = storyOf(read(MENU));
        assertThat(story.path("direction").asText()).isEqualTo("inbound");
        assertThat(history(story.path("history")))
                .containsExactly(
                        "NEW@05:43.940",
                        "ROUTING@05:44.083",
                        "RINGING@05:52.656",
                        "TALKING@06:00.001",
                        "HELD@06:04.601",
                        "TALKING@06:06.994",
                        "ENDED@06:14.812");
        assertThat(story.at("/answeredBy/extensionId").asText()).isEqualTo("809646016");
        assertThat(story.at("/answeredBy/legId").asText()).endsWith("-3");
        assertThat(story.path("endedBy").asText()).endsWith("-3");
        assertThat(story.at("/legs/1/kind").asText()).isEqualTo("ivr");
        assertThat(story.path("outcome").asText()).isEqualTo("answered");
        assertThat(story.at("/external/e164").asText()).isEqualTo("+14083388064");
    }

    @Test
    void an_extension_calls_outside_holds_and_hangs_up() {
        JsonNode story = storyOf(read(OUT));
        assertThat(story.path("direction").asText()).isEqualTo("outbound");
        assertThat(history(story.path("history")))
                .containsExactly(
                        "NEW@19:21.627",
                        "RINGING@19:21.663",
                        "TALKING@19:28.900",
                        "HELD@19:35.590",
                        "TALKING@19:38.865",
                        "ENDED@19:45.032");
        assertThat(story.at("/answeredBy/kind").asText()).isEqualTo("external");
        assertThat(story.path("endedBy").asText()).endsWith("-1");
    }

    @Test
    void an_extension_calls_another_and_the_early_answer_of_its_own_leg_is_not_taken_for_one() {
        JsonNode story = storyOf(read(INTERNAL));
        assertThat(story.path("direction").asText()).isEqualTo("internal");
        assertThat(history(story.path("history")))
                .containsExactly(
                        "NEW@17:14.330",
                        "ROUTING@17:14.388",
                        "RINGING@17:14.410",
                        "TALKING@17:21.084",
                        "HELD@17:25.015",
                        "TALKING@17:29.334",
                        "ENDED@17:35.061");
        assertThat(story.at("/answeredBy/extensionId").asText()).isEqualTo("809646016");
        assertThat(story.path("endedBy").asText()).endsWith("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {MENU, OUT, INTERNAL})
    void presence_beside_the_sessions_changes_nothing(String name) {
        List<JsonNode> both = new ArrayList<>(read(name));
        both.addAll(presenceOf(read(name)));
        JsonNode alone = storyOf(read(name));
        JsonNode together = storyOf(both);
        assertThat(together.path("history")).isEqualTo(alone.path("history"));
        assertThat(together.path("legs")).isEqualTo(alone.path("legs"));
        assertThat(together.path("outcome")).isEqualTo(alone.path("outcome"));
        assertThat(together.path("answeredBy")).isEqualTo(alone.path("answeredBy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {MENU, OUT, INTERNAL})
    void presence_alone_tells_the_same_talk_from_its_own_times(String name) {
        JsonNode sessions = storyOf(read(name));
        JsonNode story = storyOf(presenceOf(read(name)));
        assertThat(story.path("direction")).isEqualTo(sessions.path("direction"));
        assertThat(story.path("outcome")).isEqualTo(sessions.path("outcome"));
        assertThat(states(story)).isEqualTo(states(sessions));
    }

    /** The steps that presence can show: what comes before the ringing is not among them. */
    private static List<String> states(JsonNode story) {
        List<String> states = new ArrayList<>();
        story.path("history").forEach(step -> states.add(step.path("state").asText()));
        states.removeAll(List.of("NEW", "ROUTING"));
        return states;
    }
}
