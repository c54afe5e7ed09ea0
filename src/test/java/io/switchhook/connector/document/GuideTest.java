package io.switchhook.connector.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallState;
import io.switchhook.config.Findings;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Stage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What authors of documents are told is so. */
class GuideTest {
    private static final Path GUIDE = Path.of("src/docs/connector-documents.md");
    private static final Names NAMES = Names.of(List.of("url"), List.of("v"));

    @Test
    void the_example_of_the_guide_has_no_mistakes() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        assertThat(example.find()).isTrue();
        Findings findings = new Findings("guide.yaml");
        assertThat(DocumentReader.read(example.group(1), findings))
                .as("%s", findings.inOrder())
                .isPresent();
        assertThat(findings.inOrder()).isEmpty();
    }

    @Test
    void the_names_that_a_document_may_ask_for_are_those_of_the_schema_of_events() throws IOException {
        JsonObject schema = new JsonObject(Files.readString(Path.of("src/main/resources/schemas/event.json")));
        NAMES.all().forEach((path, members) -> {
            if (path.equals("call") || path.startsWith("call.")) {
                assertThat(new TreeSet<>(members))
                        .as(path)
                        .isEqualTo(new TreeSet<>(at(schema, path).fieldNames()));
            }
        });
    }

    @Test
    void what_is_there_has_a_name_and_stands_in_the_guide() throws IOException {
        Contact person = new Contact("1", "contact", "Ann", Optional.of("2"), Optional.of("https://crm.example.com/1"));
        Earlier earlier = new Earlier(
                Optional.of("9"),
                Optional.of("https://crm.example.com/9"),
                Optional.of(Stage.STARTED),
                false,
                Optional.empty());
        Map<String, Object> scope = Scope.of(
                new CallUpdate(
                        "s-1",
                        Stage.ENDED,
                        Crm.event(4, CallState.ENDED, call -> call),
                        earlier,
                        List.of(person),
                        Optional.of("2")),
                Config.NONE,
                Crm.NOW);
        String guide = Files.readString(GUIDE);
        scope.forEach((name, value) -> {
            assertThat(guide).as(name).contains("`" + name + "`");
            if (value instanceof Map<?, ?> members && NAMES.all().containsKey(name) && !name.equals("config")) {
                assertThat(NAMES.all().get(name))
                        .as(name)
                        .containsAll(
                                members.keySet().stream().map(String::valueOf).toList());
            }
        });
    }

    private static JsonObject at(JsonObject schema, String path) {
        JsonObject node = schema.getJsonObject("$defs").getJsonObject("call");
        for (String name : path.split("\\.", -1)) {
            if (!name.equals("call")) {
                node = resolved(schema, node.getJsonObject("properties").getJsonObject(name));
            }
        }
        return node.getJsonObject("properties");
    }

    private static JsonObject resolved(JsonObject schema, JsonObject node) {
        JsonObject inner = node.containsKey("items") ? node.getJsonObject("items") : node;
        String ref = inner.getString("$ref");
        return ref == null
                ? inner
                : schema.getJsonObject("$defs").getJsonObject(ref.substring(ref.lastIndexOf('/') + 1));
    }
}
