package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that stand elsewhere: in the environment, in files, in systemd's credentials. */
class ReferencesTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void furnish() {
        desk = new Desk(folder);
    }

    @Test
    void a_secret_comes_from_the_environment_a_file_or_a_credential_without_its_line_break() {
        desk.file("keys/acme.jwt", "from-file\n", "rw-------");
        desk.file("credentials/token", "from-credential\n", "r--------");
        desk.variable("CREDENTIALS_DIRECTORY", folder.resolve("credentials").toString());

        Settings settings = desk.settings(Desk.ACCOUNT.replace("${env:JWT}", "${file:keys/acme.jwt}")
                + "http: { token: \"${credential:token}\" }\n");

        assertThat(settings.accounts().get(0).clientSecret()).isEqualTo(Secret.of("s3cr3t-value"));
        assertThat(settings.accounts().get(0).jwt()).isEqualTo(Secret.of("from-file"));
        assertThat(settings.http().token()).contains(Secret.of("from-credential"));
    }

    @Test
    void an_absolute_path_of_a_file_is_taken_as_it_is() {
        Path file = desk.file("absolute.txt", "from-file", "rw-------");

        Settings settings = desk.settings(Desk.ACCOUNT.replace("${env:JWT}", "${file:" + file + "}"));

        assertThat(settings.accounts().get(0).jwt()).isEqualTo(Secret.of("from-file"));
    }

    @Test
    void any_value_may_be_a_reference_and_a_part_of_a_value_too() {
        desk.variable("PORT", "8080")
                .variable("STATE_DIRECTORY", "/var/lib/switchhook")
                .variable("ON", "pubnub");

        Settings settings = desk.settings(Desk.ACCOUNT + """
                    transports: ["${env:ON}"]
                http: { port: "${env:PORT}" }
                journal: { url: "sqlite:${env:STATE_DIRECTORY}/switchhook.db" }
                """);

        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.journal().file()).isEqualTo(Path.of("/var/lib/switchhook/switchhook.db"));
        assertThat(settings.accounts().get(0).transports()).containsExactly(AccountSettings.Transport.PUBNUB);
    }

    @Test
    void what_a_reference_yields_is_never_followed_again() {
        desk.variable("OUTER", "${env:SECRET}");

        assertThat(desk.settings(Desk.ACCOUNT.replace("${env:JWT}", "${env:OUTER}"))
                        .accounts()
                        .get(0)
                        .jwt())
                .isEqualTo(Secret.of("${env:SECRET}"));
    }

    @Test
    void a_wrong_value_from_a_reference_is_named_by_the_reference_and_never_shown() {
        desk.variable("PORT", "hunter2");

        assertThat(desk.problem(Desk.ACCOUNT + "http: { port: \"${env:PORT}\" }\n"))
                .isEqualTo("switchhook.yaml:6:15 http.port: Expected a whole number from 0 to 65535,"
                        + " but the value of \"${env:PORT}\" is not");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${env:NOPE}            | Expected the environment variable NOPE of ${env:NOPE}, but it is not set; export it, or name it in EnvironmentFile= of the unit
            ${env:BLANK}           | Expected the environment variable BLANK of ${env:BLANK}, but it is empty; export it, or name it in EnvironmentFile= of the unit
            ${file:nope.txt}       | Expected the file of ${file:nope.txt}, but there is no nope.txt; create it, readable by the service only
            ${file:empty.txt}      | Expected the file of ${file:empty.txt}, but it is empty; put the value alone into empty.txt
            ${file:long.txt}       | Expected the file of ${file:long.txt}, but it has more than 65536 bytes; put the value alone into long.txt
            ${file:keys}           | Expected the file of ${file:keys}, but keys cannot be read; let the user of the service read it, and check that it is a file
            ${credential:nope}     | Expected the credential of ${credential:nope}, but there is no credentials/nope; create it, readable by the service only
            ${credential:../x}     | Expected the credential of ${credential:../x} to be a plain file name, but it is not; use ${file:PATH} for a path
            ${credential:..}       | Expected the credential of ${credential:..} to be a plain file name, but it is not; use ${file:PATH} for a path
            ${credentials:jwt}     | Expected ${env:NAME}, ${file:PATH} or ${credential:NAME}, but the ${ here starts none of them; did you mean ${credential:NAME}?
            ${env}                 | Expected ${env:NAME}, ${file:PATH} or ${credential:NAME}, but the ${ here starts none of them; did you mean ${env:NAME}?
            ${env:}                | Expected ${env:NAME}, ${file:PATH} or ${credential:NAME}, but the ${ here starts none of them; did you mean ${env:NAME}?
            ${env:JWT              | Expected ${env:NAME}, ${file:PATH} or ${credential:NAME}, but the ${ here starts none of them; did you mean ${env:NAME}?
            hunter${2secret        | Expected ${env:NAME}, ${file:PATH} or ${credential:NAME}, but the ${ here starts none of them
            """)
    void a_reference_that_leads_nowhere_is_named_with_a_remedy(String reference, String expected) {
        desk.variable("BLANK", " ").variable("CREDENTIALS_DIRECTORY", folder + "/credentials");
        desk.file("empty.txt", "\n", "rw-------");
        desk.file("long.txt", "x".repeat(References.FILE_BYTES_MAX + 1), "rw-------");
        desk.file("keys/x", "x", "rw-------");

        assertThat(desk.problem(Desk.ACCOUNT.replace("${env:JWT}", "'" + reference + "'")))
                .isEqualTo("switchhook.yaml:5:10 accounts[0].jwt: " + expected);
    }

    @Test
    void a_credential_outside_of_systemd_says_what_to_do() {
        assertThat(desk.problem(Desk.ACCOUNT.replace("${env:JWT}", "${credential:rc-jwt}")))
                .isEqualTo("switchhook.yaml:5:10 accounts[0].jwt: Expected the credential of ${credential:rc-jwt},"
                        + " but $CREDENTIALS_DIRECTORY is not set; start through systemd with"
                        + " LoadCredential=rc-jwt:PATH, or set it to a folder with a file rc-jwt");
    }

    @Test
    void references_in_the_keys_of_a_connector_are_followed_too() {
        String problem =
                desk.problem(Desk.ACCOUNT + "connectors: [{ name: a, type: b, map: { deep: [\"${env:NOPE}\"] } }]\n");

        assertThat(problem).contains("connectors[0].map.deep[0]: Expected the environment variable NOPE");
    }

    @Test
    void a_file_that_others_can_read_is_warned_of_and_used() {
        desk.file("jwt.txt", "hunter2", "rw-r--r--");
        String yaml = Desk.ACCOUNT.replace("${env:JWT}", "${file:jwt.txt}");

        assertThat(desk.problem(yaml))
                .isEqualTo("switchhook.yaml:5:10 accounts[0].jwt: warning: Expected the file of ${file:jwt.txt} to be"
                        + " readable by its owner only, but others can read it; chmod o-r jwt.txt");
        assertThat(desk.load(yaml).settings()).isPresent();
    }
}
