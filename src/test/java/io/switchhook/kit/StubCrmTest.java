package io.switchhook.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.kit.StubCrm.Done;
import io.switchhook.kit.StubCrm.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A CRM that is nothing but a description does what the description says. */
class StubCrmTest {
    private static final String CALL = "s-337900000000a00000000000000000003";
    private static final Path STUBS = Path.of("src/main/resources/io/switchhook/kit/stubs");

    private final Cast cast = new Cast();
    private final StubCrm crm = new StubCrm(example().routes(), cast);

    StubCrmTest() {
        cast.addCall(CALL);
        cast.addNumber("+12065550142", 1);
    }

    @TestFactory
    Stream<DynamicTest> a_description_that_comes_along_can_be_read_and_bears_the_name_of_its_connector()
            throws IOException {
        try (Stream<Path> files = Files.list(STUBS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream()
                    .map(type -> DynamicTest.dynamicTest(type, () -> {
                        StubPlan plan = StubPlan.shipped(type).orElseThrow();
                        if (!type.equals("plain")) {
                            assertThat(plan.connector()).isEqualTo(type);
                        }
                    }));
        }
    }

    /** The guide shows it; whoever follows the guide must get what it says. */
    private static StubPlan example() {
        try {
            String guide = Files.readString(Path.of("src/docs/test-kit.md"));
            int from = guide.indexOf("```yaml") + "```yaml".length();
            return StubPlan.read(guide.substring(from, guide.indexOf("```", from)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_record_is_made_found_by_its_key_and_changed() {
        Done none = ask("POST", "/v1/calls/search", "{\"type\":\"call\",\"q\":\"key:\\\"%s\\\"\"}".formatted(CALL));
        assertThat(text(none)).isEqualTo("{\"total\":0,\"results\":[]}");
        Done made = ask("POST", "/v1/calls", "{\"external_id\":\"%s\"}".formatted(CALL));
        assertThat(made.reply().status()).isEqualTo(201);
        assertThat(text(made)).isEqualTo("{\"id\":\"10001\"}");
        Done found = ask("POST", "/v1/calls/search", "{\"type\":\"call\",\"q\":\"key:\\\"%s\\\"\"}".formatted(CALL));
        assertThat(text(found)).isEqualTo("{\"total\":1,\"results\":[{\"id\":\"10001\",\"ref\":\"" + CALL + "\"}]}");
        assertThat(ask("PATCH", "/v1/calls/10001", "{}").reply().status()).isEqualTo(200);
        assertThat(ask("PATCH", "/v1/calls/77", "{}").reply().status()).isEqualTo(404);
        assertThat(crm.records().all()).hasSize(1);
        assertThat(crm.records().all().get(0).writes()).containsExactly(5L, 5L);
    }

    @Test
    void a_call_is_recognized_by_its_record_too_and_a_request_of_another_form_by_nobody() {
        ask("POST", "/v1/calls", "{\"external_id\":\"%s\"}".formatted(CALL));
        assertThat(crm.understand(asked("PATCH", "/v1/calls/10001", "{}"))
                        .orElseThrow()
                        .call())
                .contains(CALL);
        assertThat(crm.understand(asked("POST", "/v1/calls/search", "{\"type\":\"person\"}")))
                .isEmpty();
        assertThat(crm.understand(asked("POST", "/v2/calls", "{}"))).isEmpty();
    }

    @Test
    void people_are_found_by_a_number_in_any_format() {
        for (String number : List.of("%2B12065550142", "2065550142", "%28206%29+555-0142")) {
            Done found = ask("GET", "/v1/people?q=" + number, "");
            assertThat(text(found)).contains("\"name\":\"Person 014201\"");
        }
        assertThat(text(ask("GET", "/v1/people?q=2065550143", ""))).isEqualTo("{\"people\":[]}");
    }

    @Test
    void a_description_with_a_slip_of_the_pen_says_what_was_expected() {
        assertThatThrownBy(() -> StubPlan.read("routes: [{ on: POST /x, doess: create }]"))
                .hasMessageContaining("but it is doess");
        assertThatThrownBy(() -> StubPlan.read("routes: [{ on: POST /x, does: kreate }]"))
                .hasMessageContaining("but it is kreate");
        assertThatThrownBy(() -> StubPlan.read("routes: [{ on: POST /x, does: create, key: bodyy.x }]"))
                .hasMessageContaining("but it is bodyy.x");
    }

    private Done ask(String method, String address, String body) {
        Meaning meaning = crm.understand(asked(method, address, body)).orElseThrow();
        return crm.perform(meaning, 5);
    }

    private static Asked asked(String method, String address, String body) {
        return Asked.of(method, address, Map.of("Content-Type", "application/json"), body);
    }

    private static String text(Done done) {
        return done.reply().text(done.values(), done.each());
    }
}
