package io.switchhook.connector.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Findings;
import io.switchhook.config.Problem;
import io.switchhook.connector.BadConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an author got wrong is told before a call is lost by it: every mistake, with its line and what to write. */
class DocumentMistakesTest {
    private static final String GOOD = """
            type: acme
            guarantee: at-least-one
            keys:
              url: { required: true, meaning: "where Acme is" }
            upsertCall:
              create:
                method: POST
                url: "{{config.url}}/calls"
                body: { json: { direction: "{{call.direction}}" } }
                response: { id: answer.id }
            """;

    private static List<String> mistakes(String yaml) {
        Findings findings = new Findings("acme.yaml");
        DocumentReader.read(yaml, findings);
        return findings.inOrder().stream().map(Problem::text).toList();
    }

    @Test
    void a_good_document_has_none() {
        assertThat(mistakes(GOOD)).isEmpty();
    }

    @Test
    void all_mistakes_are_told_at_once_with_line_and_remedy() {
        String bad = GOOD.replace("guarantee: at-least-one", "guarantee: exactly-one")
                .replace("call.direction", "call.diretion")
                .replace("method: POST", "method: SEND")
                .replace("response: { id", "respnse: { id");
        assertThat(mistakes(bad))
                .containsExactly(
                        "acme.yaml:2:12 guarantee: Expected a request that finds a record by our key, but upsertCall has no"
                                + " find, and its create is not idempotent: true; add find, or write at-least-one",
                        "acme.yaml:7:13 upsertCall.create.method: Expected any of GET, POST, PUT, PATCH, DELETE, but it is"
                                + " \"SEND\"",
                        "acme.yaml:9:32 upsertCall.create.body.json.direction: Expected one of id, account, accountId,"
                                + " conversationId, ids, state, health, version, direction, origin, external, dialed, user,"
                                + " queue, park, recordings, links, answeredBy, times, durations, legs, outcome, cause,"
                                + " endedBy, provisional, voicemail, history after call, but it is diretion; did you mean"
                                + " \"call.direction\"?",
                        "acme.yaml:10:5 upsertCall.create.respnse: Expected a known key, but it is \"respnse\"; did you mean"
                                + " \"response\"?");
    }

    @Test
    void an_expression_that_is_none_is_quoted_with_its_place() {
        assertThat(mistakes(GOOD.replace("call.direction", "call.[direction")))
                .singleElement()
                .asString()
                .startsWith("acme.yaml:9:32 upsertCall.create.body.json.direction: Expected a JSONata expression, but"
                        + " \"call.[direction\" is none: ");
        assertThat(mistakes(GOOD.replace("{{call.direction}}", "{{call.direction")))
                .containsExactly(
                        "acme.yaml:9:32 upsertCall.create.body.json.direction: Expected each {{ to be closed by"
                                + " }}, but one is not; braces within quotes do not count");
        assertThat(mistakes(GOOD.replace("id: answer.id", "id: \"{{answer.id}}\"")))
                .containsExactly(
                        "acme.yaml:10:21 upsertCall.create.response.id: Expected an expression as it is, but it"
                                + " stands in braces; leave {{ and }} away here");
    }

    @Test
    void names_that_lead_nowhere_are_found() {
        assertThat(mistakes(GOOD.replace("call.direction", "cal.direction")))
                .singleElement()
                .asString()
                .endsWith("Expected a name that an expression can begin with, but it is cal; did you mean \"call\"?");
        assertThat(mistakes(GOOD.replace("call.direction", "config.ulr")))
                .singleElement()
                .asString()
                .endsWith("Expected one of url after config, but it is ulr; did you mean \"config.url\"?");
        assertThat(mistakes(GOOD.replace("call.direction", "$upercase(call.direction)")))
                .singleElement()
                .asString()
                .endsWith("but there is no $upercase; did you mean \"$uppercase\"?");
        assertThat(mistakes(GOOD.replace(
                        "call.direction",
                        "($x := call.legs[kind='person'].(name & ' at ' & number); $map($x, function($v) { $v }))")))
                .isEmpty();
    }

    @Test
    void what_would_differ_from_time_to_time_or_run_data_as_a_program_is_refused() {
        for (String word : List.of("$random()", "$now()", "$millis()", "$eval(call.external.name)")) {
            assertThat(mistakes(GOOD.replace("call.direction", word)))
                    .as(word)
                    .singleElement()
                    .asString()
                    .contains("Expected an expression that gives the same for the same call each time");
        }
    }

    @Test
    void a_document_needs_a_type_a_guarantee_and_a_way_to_write_a_call() {
        assertThat(mistakes("version: 1\n"))
                .containsExactly(
                        "acme.yaml:1:1 type: Expected a name of lower-case letters, digits and -, but the key is missing;"
                                + " add type:",
                        "acme.yaml:1:1 upsertCall: Expected how a call is written, but the key is missing; add upsertCall:",
                        "acme.yaml:1:1 guarantee: Expected exactly-one or at-least-one, but the key is missing; add"
                                + " guarantee:");
        assertThat(mistakes("")).singleElement().asString().contains("the file is empty");
        assertThat(mistakes("type: [\n")).singleElement().asString().contains("Expected well-formed YAML");
    }

    @Test
    void an_address_of_the_operator_that_is_none_is_found_without_a_call() {
        assertThatThrownBy(() -> Crm.of(GOOD, Map.of("url", "acme.example.com")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessage("Expected an address http:// or https:// with a host as url, but it is none");
    }
}
