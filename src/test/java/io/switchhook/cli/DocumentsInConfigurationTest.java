package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Documents as an operator uses them: beside the configuration, checked together with it. */
class DocumentsInConfigurationTest {
    private static final String DOCUMENT = """
            type: acme
            guarantee: at-least-one
            keys:
              url: { required: true, meaning: "where Acme is" }
              token: { required: true, secret: true, meaning: "who we are" }
            auth: { bearer: "{{config.token}}" }
            upsertCall:
              create: { method: POST, url: "{{config.url}}/calls", response: { id: answer.id } }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void secret() throws IOException {
        Files.writeString(folder.resolve("secret"), "s-1");
        folder.resolve("secret").toFile().setReadable(false, false);
        folder.resolve("secret").toFile().setReadable(true, true);
        Files.createDirectories(folder.resolve("connectors"));
    }

    @Test
    void a_document_beside_the_configuration_is_a_type_of_its_own() throws IOException {
        document("acme.yaml", DOCUMENT);
        assertThat(validate("{ name: crm, type: acme, url: \"https://acme.example.com\", token: \"${file:secret}\" }"))
                .matches(Ran::isClean);
    }

    @Test
    void a_document_can_be_named_by_its_path_or_by_its_type() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), DOCUMENT);
        String keys = "url: \"https://acme.example.com\", token: \"${file:secret}\" }";
        assertThat(validate("{ name: crm, type: document, document: mine.yaml, " + keys))
                .matches(Ran::isClean);
        assertThat(validate("{ name: crm, type: document, document: pipedrive, " + keys))
                .matches(Ran::isClean);
        assertThat(validate("{ name: crm, type: document, document: pipdrive, " + keys)
                        .text())
                .contains("connectors[0].document: Expected one of bitrix24, ", "did you mean \"pipedrive\"?");
    }

    @Test
    void an_unknown_key_names_the_nearest_and_a_missing_one_says_what_it_is_for() throws IOException {
        document("acme.yaml", DOCUMENT);
        assertThat(validate(
                                "{ name: crm, type: acme, urk: \"https://acme.example.com\", url: \"https://acme.example.com\","
                                        + " token: \"${file:secret}\" }")
                        .text())
                .contains("connectors[0].urk: Expected one of url, token, but type acme has no such key; did you mean"
                        + " \"url\"?");
        assertThat(validate("{ name: crm, type: acme, token: \"${file:secret}\" }")
                        .text())
                .contains("connectors[0].url: Expected where Acme is, but it is missing");
    }

    @Test
    void mistakes_of_a_document_in_use_are_told_with_file_and_line() throws IOException {
        document("acme.yaml", DOCUMENT.replace("method: POST", "methd: POST"));
        Ran ran = validate("{ name: crm, type: acme, url: \"https://acme.example.com\", token: \"${file:secret}\" }");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text())
                .contains(
                        "connectors/acme.yaml:8:13 upsertCall.create.methd: Expected a known key, but it is \"methd\";"
                                + " did you mean \"method\"?");
    }

    @Test
    void mistakes_of_a_document_that_nobody_uses_are_warnings() throws IOException {
        document("acme.yaml", DOCUMENT);
        document("draft.yaml", "type: draft\n");
        Ran ran = validate("{ name: crm, type: acme, url: \"https://acme.example.com\", token: \"${file:secret}\" }");
        assertThat(ran.code()).isZero();
        assertThat(ran.text()).contains("connectors/draft.yaml:1:1 upsertCall: warning: Expected");
    }

    @Test
    void a_copy_takes_the_place_of_the_document_that_comes_along() throws IOException {
        document(
                "pipedrive.yaml",
                DOCUMENT.replace("type: acme", "type: pipedrive")
                        .replace("token:", "secretWord:")
                        .replace("config.token", "config.secretWord"));
        assertThat(validate(
                                "{ name: crm, type: pipedrive, url: \"https://acme.example.com\", token: \"${file:secret}\" }")
                        .text())
                .contains("connectors[0].secretWord: Expected who we are, but it is missing");
    }

    private void document(String name, String text) throws IOException {
        Files.writeString(folder.resolve("connectors").resolve(name), text);
    }

    private Ran validate(String connector) throws IOException {
        Path file = folder.resolve("switchhook.yaml");
        Files.writeString(file, """
                accounts:
                  - { name: acme, clientId: id, clientSecret: "${file:secret}", jwt: "${file:secret}" }
                connectors:
                  - %s
                """.formatted(connector));
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Main());
        command.setOut(new PrintWriter(out, true));
        command.setExecutionExceptionHandler(
                (failure, line, result) -> failure instanceof CommandFailure expected ? expected.exitCode() : 1);
        return new Ran(command.execute("validate", file.toString()), out.toString());
    }

    private record Ran(int code, String text) {
        boolean isClean() {
            return code == 0 && text.endsWith(": 0 errors, 0 warnings\n");
        }
    }
}
