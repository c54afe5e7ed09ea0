package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.switchhook.config.Problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes of meaning: each told with its place, and all of them at once. */
class MistakesTest {
    private static final String PLAIN = "warning: Expected a reference such as ${file:PATH} or ${credential:NAME}, but"
            + " the secret itself stands here; move it to a file that only the service can read, or to a systemd"
            + " credential";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void furnish() {
        desk = new Desk(folder);
    }

    @Test
    void all_mistakes_are_told_at_once_in_the_order_of_the_file() {
        List<String> problems = desk.problems("""
                accounts:
                  - name: Acme
                    serverr: http://example.com
                    server: http://example.com
                    clientSecret: hunter2
                    jwt: [a]
                    transports: [websocket, pubhub, websocket]
                    country: us
                    pubnub: { origin: "https://x", secure: maybe }
                    webhook: nothing
                  - name: acme
                    clientId: 5
                    clientSecret: ${env:NOPE}
                    jwt: ${env:JWT}
                    transports: [webhook]
                    watch: everyone
                journal: { url: "mysql:x" }
                http: { host: 0.0.0.0, port: 99999 }
                ordering: { gapWait: 1500, endGrace: 61s, linger: }
                reconcile: { activeCalls: 0s, callLogAfter: soon }
                connectors:
                  - { name: crm, url: x }
                """);

        assertThat(problems.stream().map(line -> line.substring(0, line.indexOf(": "))))
                .containsExactly(
                        "switchhook.yaml:2:5 accounts[0].clientId",
                        "switchhook.yaml:2:11 accounts[0].name",
                        "switchhook.yaml:3:5 accounts[0].serverr",
                        "switchhook.yaml:4:13 accounts[0].server",
                        "switchhook.yaml:5:19 accounts[0].clientSecret",
                        "switchhook.yaml:6:10 accounts[0].jwt",
                        "switchhook.yaml:7:29 accounts[0].transports[1]",
                        "switchhook.yaml:7:37 accounts[0].transports[2]",
                        "switchhook.yaml:8:14 accounts[0].country",
                        "switchhook.yaml:9:23 accounts[0].pubnub.origin",
                        "switchhook.yaml:9:44 accounts[0].pubnub.secure",
                        "switchhook.yaml:10:14 accounts[0].webhook",
                        "switchhook.yaml:11:5 accounts[1].webhook.publicUrl",
                        "switchhook.yaml:13:19 accounts[1].clientSecret",
                        "switchhook.yaml:16:12 accounts[1].watch",
                        "switchhook.yaml:17:17 journal.url",
                        "switchhook.yaml:18:15 http.host",
                        "switchhook.yaml:18:30 http.port",
                        "switchhook.yaml:19:22 ordering.gapWait",
                        "switchhook.yaml:19:38 ordering.endGrace",
                        "switchhook.yaml:19:50 ordering.linger",
                        "switchhook.yaml:20:27 reconcile.activeCalls",
                        "switchhook.yaml:20:45 reconcile.callLogAfter",
                        "switchhook.yaml:22:5 connectors[0].type");
        assertThat(String.join("\n", problems)).doesNotContain("hunter2");
    }

    @Test
    void an_unknown_key_names_the_nearest_known_one() {
        assertThat(desk.problem(Desk.ACCOUNT + "    serverr: x\n"))
                .isEqualTo("switchhook.yaml:6:5 accounts[0].serverr: Expected a known key, but it is \"serverr\";"
                        + " did you mean \"server\"?");
    }

    @Test
    void an_unknown_key_that_is_near_to_none_is_answered_with_all_that_are_known_there() {
        assertThat(desk.problem(Desk.ACCOUNT + "http: { qqqq: 1 }\n"))
                .isEqualTo("switchhook.yaml:6:9 http.qqqq: Expected a known key, but it is \"qqqq\";"
                        + " the keys here are host, port, token");
    }

    @Test
    void unknown_keys_are_found_in_every_section() {
        assertThat(desk.problems(Desk.ACCOUNT + """
                            x0: 1
                            watch: { extensions: [1], x1: 1 }
                            pubnub: { x2: 1 }
                            webhook: { x3: 1 }
                        x4: 1
                        journal: { x5: 1 }
                        http: { x6: 1 }
                        ordering: { x7: 1 }
                        reconcile: { x8: 1 }
                        """))
                .hasSize(9)
                .allSatisfy(line -> assertThat(line).contains("Expected a known key"));
    }

    @Test
    void a_key_that_stands_twice_names_the_line_of_the_first() {
        assertThat(desk.problem(Desk.ACCOUNT + "http: {}\nhttp: {}\n"))
                .isEqualTo("switchhook.yaml:7:1 http: Expected each key once, but \"http\" stands in line 6 already;"
                        + " keep one of the two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accounts:                              | 1:10 accounts: Expected at least one account, but there is none; add - name: and its keys
            journal: {}                            | 1:1 accounts: Expected at least one account, but there is none; add - name: and its keys
            accounts: { name: acme }               | 1:11 accounts: Expected a list, but it is a section of keys and values; start each item with -
            accounts: [acme]                       | 1:12 accounts[0]: Expected keys and values, but it is a single value; start it with - name:
            """)
    void without_an_account_there_is_nothing_to_do(String yaml, String expected) {
        assertThat(desk.problem(yaml)).isEqualTo("switchhook.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server: http://platform.example.com      | Expected an address https://HOST without a path (http:// only for localhost, 127.0.0.1 or ::1), but it is "http://platform.example.com"
            server: https://example.com/restapi      | Expected an address https://HOST without a path (http:// only for localhost, 127.0.0.1 or ::1), but it is "https://example.com/restapi"
            server: https://u:hunter2@example.com    | Expected an address https://HOST without a path (http:// only for localhost, 127.0.0.1 or ::1), but it is "https://***@example.com"
            server: platform.ringcentral.com         | Expected an address https://HOST without a path (http:// only for localhost, 127.0.0.1 or ::1), but it is "platform.ringcentral.com"
            country: Norway                          | Expected a country of two capital letters (ISO 3166) such as US, but it is "Norway"
            country: gb                              | Expected a country of two capital letters (ISO 3166) such as US, but it is "gb"; did you mean "GB"?
            transports: []                           | Expected a list of at least one item: websocket, pubnub or webhook, but it is empty; write transports: [ONE, TWO]
            transports: websocket                    | Expected a list of at least one item: websocket, pubnub or webhook, but it is a single value; write transports: [ONE, TWO]
            watch: [101]                             | Expected account, or a section with a key extensions such as [101, 102], but it is a list
            watch: { extensions: [reception] }       | Expected the number or id of an extension, digits only, but it is "reception"
            webhook: { publicUrl: http://example.com } | Expected an address https://HOST (http:// only for localhost, 127.0.0.1 or ::1), but it is "http://example.com"
            """)
    void a_wrong_value_of_an_account_says_what_is_expected_and_what_is_found(String line, String expected) {
        assertThat(desk.problem(Desk.ACCOUNT + "    " + line + "\n")).endsWith(": " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http: { port: -1 }                     | http.port: Expected a whole number from 0 to 65535, but it is "-1"
            http: { port: 65536 }                  | http.port: Expected a whole number from 0 to 65535, but it is "65536"
            http: { port: 80.5 }                   | http.port: Expected a whole number from 0 to 65535, but it is "80.5"
            http: { host: 192.0.2.1 }              | http.host: Expected http.token for a host that others reach, but there is none; add token: ${credential:http-token}, or listen on 127.0.0.1
            http: { host: 127.0.0.1.example.com }  | http.host: Expected http.token for a host that others reach, but there is none; add token: ${credential:http-token}, or listen on 127.0.0.1
            ordering: { gapWait: 60001ms }         | ordering.gapWait: Expected a duration from 0s to 60s such as 1500ms, 100s, 3m, 2h or 7d, but it is "60001ms"
            ordering: { gapWait: 15 }              | ordering.gapWait: Expected a duration from 0s to 60s such as 1500ms, 100s, 3m, 2h or 7d, but it is "15"; add a unit: ms, s, m, h or d
            ordering: { endGrace: 2m }             | ordering.endGrace: Expected a duration from 0s to 60s such as 1500ms, 100s, 3m, 2h or 7d, but it is "2m"
            ordering: { linger: 59s }              | ordering.linger: Expected a duration from 1m to 24h such as 1500ms, 100s, 3m, 2h or 7d, but it is "59s"
            ordering: { linger: }                  | ordering.linger: Expected a duration from 1m to 24h such as 1500ms, 100s, 3m, 2h or 7d, but it has no value; give it one, or remove the key
            reconcile: { activeCalls: 999ms }      | reconcile.activeCalls: Expected a duration from 1s to 1h such as 1500ms, 100s, 3m, 2h or 7d, but it is "999ms"
            reconcile: { activeCalls: 121s }       | reconcile.activeCalls: warning: Expected looks at most 120s apart, as long as ended calls stay listed, but slower ones miss calls; use 100s
            reconcile: { callLogAfter: 2h }        | reconcile.callLogAfter: Expected a duration from 0s to 1h such as 1500ms, 100s, 3m, 2h or 7d, but it is "2h"
            journal: { url: data/x.db }            | journal.url: Expected sqlite:PATH, the journal's file, but it is "data/x.db"; write sqlite: and a path, relative to the configuration file or absolute
            journal: { url: "sqlite::memory:" }    | journal.url: Expected sqlite:PATH, the journal's file, but it is "sqlite::memory:"; write sqlite: and a path, relative to the configuration file or absolute
            journal: { url: "postgresql://u:hunter2@db/x" } | journal.url: Expected sqlite:PATH, the journal's file, but it is "postgresql://***@db/x"; postgresql: is not available in this version; use sqlite:PATH
            journal: { keepEvidence: 1d }          | journal.keepEvidence: Expected a duration from 2d to 3650d such as 1500ms, 100s, 3m, 2h or 7d, but it is "1d"
            ordering: 1500ms                       | ordering: Expected keys and values, but it is a single value
            connectors: crm                        | connectors: Expected a list, but it is a single value; start each item with -
            connectors: [{ type: webhook }]        | connectors[0].name: Expected a name of lower-case letters, digits and -, but the key is missing; add name:
            """)
    void a_wrong_value_elsewhere_says_what_is_expected_and_what_is_found(String line, String expected) {
        assertThat(desk.problem(Desk.ACCOUNT + line + "\n")).endsWith(" " + expected);
    }

    @ParameterizedTest
    @CsvSource({"true", "False"})
    void true_and_false_are_no_texts(String flag) {
        assertThat(desk.problem(Desk.ACCOUNT.replace("id-1", flag)))
                .isEqualTo("switchhook.yaml:3:15 accounts[0].clientId: Expected a text, but it is \"" + flag + "\"");
    }

    @Test
    void the_webhook_transport_needs_its_public_address() {
        assertThat(desk.problem(Desk.ACCOUNT + "    transports: [webhook]\n"))
                .contains(" accounts[0].webhook.publicUrl: Expected", "but the key is missing");
    }

    @Test
    void an_owner_is_never_the_first_or_an_empty_one() {
        String connector = Desk.ACCOUNT + "connectors: [{ name: a, type: b, owners: ";
        assertThat(desk.problem(connector + "{ 101: }}]\n"))
                .contains("owners.101: Expected a text, but it has no value");
        assertThat(desk.problem(connector + "{ \"\": u-1 }}]\n")).contains("Expected a known key");
        assertThat(desk.problem(connector + "u-1 }]\n")).contains("owners: Expected keys and values");
        assertThat(desk.problem(Desk.ACCOUNT + "connectors: [{ name: a, type: b, contacts: first }]\n"))
                .contains("contacts: Expected owner-first, last-activity, oldest or none");
    }

    @Test
    void two_accounts_or_two_connectors_cannot_have_one_name() {
        String second = Desk.ACCOUNT.replace("accounts:\n", "");

        assertThat(desk.problem(Desk.ACCOUNT + second))
                .isEqualTo("switchhook.yaml:6:11 accounts[1].name: Expected a name of its own, but \"acme\" is taken"
                        + " above; choose another");
        assertThat(desk.problem(Desk.ACCOUNT + "connectors: [{name: a, type: x}, {name: a, type: x}]\n"))
                .contains("connectors[1].name: Expected a name of its own");
    }

    @Test
    void a_plain_secret_is_accepted_with_a_warning_that_does_not_show_it() {
        String yaml = Desk.ACCOUNT.replace("${env:SECRET}", "hunter2").replace("${env:JWT}", "12345")
                + "http: { token: hunter3 }\nconnectors: [{ name: a, type: webhook, secret: whsec_hunter4 }]\n";

        assertThat(desk.problems(yaml))
                .containsExactly(
                        "switchhook.yaml:4:19 accounts[0].clientSecret: " + PLAIN,
                        "switchhook.yaml:5:10 accounts[0].jwt: " + PLAIN,
                        "switchhook.yaml:6:16 http.token: " + PLAIN,
                        "switchhook.yaml:7:48 connectors[0].secret: " + PLAIN);
        Settings settings = desk.load(yaml).settings().orElseThrow();
        assertThat(settings.accounts().get(0).clientSecret()).isEqualTo(Secret.of("hunter2"));
        assertThat(settings.accounts().get(0).jwt()).isEqualTo(Secret.of("12345"));
    }

    @Test
    void a_long_value_in_the_wrong_place_is_cut_because_it_may_be_a_token() {
        String token = "eyJhbGciOiJSUzI1NiJ9." + "x".repeat(200);

        assertThat(desk.problem(Desk.ACCOUNT + "    server: " + token + "\n"))
                .endsWith("but it is \"eyJhbGci...\" (221 characters)");
    }

    @Test
    void a_problem_is_also_there_in_parts_for_programs() {
        assertThat(desk.load(Desk.ACCOUNT + "http: { prt: 1 }\n").problems())
                .containsExactly(new Problem(
                        Severity.ERROR,
                        desk.configuration().toString(),
                        6,
                        9,
                        "http.prt",
                        "a known key",
                        "it is \"prt\"",
                        "did you mean \"port\"?"));
    }

    @Test
    void a_file_damaged_at_any_place_is_told_about_and_never_throws() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String yaml = Desk.ACCOUNT + "http: { port: 1 }\nconnectors: [{ name: a, type: b, c: [1, {d: e}] }]\n";
        String damage = "\t\n :-[]{}&*!|>'\"%@`#,?$\\\u0000a1";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(yaml);
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                int at = random.nextInt(damaged.length());
                damaged.setCharAt(at, damage.charAt(random.nextInt(damage.length())));
            }
            assertThatCode(() -> assertThat(desk.load(damaged.toString()))
                            .matches(loaded -> loaded.settings().isPresent()
                                    == loaded.problems().stream().noneMatch(Problem::isError)))
                    .as("seed %d, file %s", seed, damaged)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_file_that_is_not_there_is_a_problem_of_its_own() {
        assertThat(Configuration.load(Path.of("/nowhere/x.yaml"), Map.of()).problems())
                .extracting(Problem::text)
                .containsExactly("/nowhere/x.yaml: Expected a configuration file, but there is none;"
                        + " name it with --config, or start with init");
        assertThat(Configuration.load(folder, Map.of()).problems())
                .extracting(Problem::text)
                .containsExactly(folder + ": Expected to read the configuration file, but it cannot be read;"
                        + " check that it is a file, and its mode");
    }
}
