package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.AccountSettings.Pubnub;
import io.switchhook.config.AccountSettings.Transport;
import io.switchhook.config.AccountSettings.Watch;
import io.switchhook.config.Configuration.Loaded;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good file comes to. */
class ConfigurationTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void furnish() {
        desk = new Desk(folder);
    }

    @Test
    void an_account_alone_is_enough_and_everything_else_has_its_default() {
        Settings settings = desk.settings(Desk.ACCOUNT);

        assertThat(settings.accounts())
                .containsExactly(new AccountSettings(
                        "acme",
                        URI.create("https://platform.ringcentral.com"),
                        "id-1",
                        Secret.of("s3cr3t-value"),
                        Secret.of("eyJ-assertion"),
                        Set.of(Transport.WEBSOCKET),
                        Watch.ACCOUNT,
                        "US",
                        List.of(),
                        new Pubnub("ps.pndsn.com", true),
                        Optional.empty()));
        assertThat(settings.journal())
                .isEqualTo(new JournalSettings(folder.resolve("data/switchhook.db"), Duration.ofDays(30)));
        assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 7464, Optional.empty()));
        assertThat(settings.ordering())
                .isEqualTo(new OrderingSettings(
                        Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMinutes(10)));
        assertThat(settings.reconcile())
                .isEqualTo(
                        new ReconcileSettings(Duration.ofSeconds(100), Duration.ofSeconds(30), Duration.ofMinutes(10)));
        assertThat(settings.connectors()).isEmpty();
    }

    @Test
    void every_key_of_an_account_is_read() {
        AccountSettings account = desk.settings(Desk.ACCOUNT + """
                    server: http://127.0.0.1:8080/
                    transports: [webhook, pubnub]
                    watch: { extensions: [101, "102"] }
                    country: NO
                    pubnub: { origin: "127.0.0.1:9000", secure: false }
                    webhook: { publicUrl: "https://cti.example.com/calls/" }
                """).accounts().get(0);

        assertThat(account.server()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(account.transports()).containsExactly(Transport.WEBHOOK, Transport.PUBNUB);
        assertThat(account.watch().extensions()).containsExactly("101", "102");
        assertThat(account.watch().isWholeAccount()).isFalse();
        assertThat(account.country()).isEqualTo("NO");
        assertThat(account.pubnub()).isEqualTo(new Pubnub("127.0.0.1:9000", false));
        assertThat(account.publicUrl()).contains(URI.create("https://cti.example.com/calls"));
    }

    @Test
    void every_key_of_the_other_sections_is_read() {
        Settings settings = desk.settings(Desk.ACCOUNT + """
                journal: { url: "sqlite:/var/lib/switchhook/x.db" }
                http: { host: 0.0.0.0, port: 0, token: "${env:SECRET}" }
                ordering: { gapWait: 0s, endGrace: 2s, linger: 2h }
                reconcile: { activeCalls: 1s, callLogAfter: 1m }
                """);

        assertThat(settings.journal().file()).isEqualTo(Path.of("/var/lib/switchhook/x.db"));
        assertThat(settings.http()).isEqualTo(new HttpSettings("0.0.0.0", 0, Optional.of(Secret.of("s3cr3t-value"))));
        assertThat(settings.ordering())
                .isEqualTo(new OrderingSettings(Duration.ZERO, Duration.ofSeconds(2), Duration.ofHours(2)));
        assertThat(settings.reconcile())
                .isEqualTo(new ReconcileSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10)));
    }

    @Test
    void a_relative_journal_path_starts_at_the_configuration_file_and_becomes_absolute() {
        Path file = desk.settings(Desk.ACCOUNT + "journal: { url: 'sqlite:../other/x.db' }\n")
                .journal()
                .file();

        assertThat(file).isEqualTo(folder.resolveSibling("other").resolve("x.db"));
        assertThat(file).isAbsolute();
    }

    @Test
    void a_section_whose_keys_are_all_commented_out_has_its_defaults() {
        Settings settings = desk.settings(Desk.ACCOUNT + "http:\n  # port: 1\nordering:\nconnectors:\n");

        assertThat(settings.http().port()).isEqualTo(7464);
        assertThat(settings.connectors()).isEmpty();
    }

    @Test
    void a_connector_keeps_the_keys_that_only_its_type_knows_in_order() {
        ConnectorSettings connector =
                desk.settings(Desk.ACCOUNT + """
                connectors:
                  - name: crm
                    url: https://crm.example.com/hook
                    type: webhook
                    secret: ${env:SECRET}
                    map: { perSecond: 5, share: 0.5, code: 007 }
                    on: [yes, true, ~]
                    nothing:
                """).connectors().get(0);

        assertThat(connector.name()).isEqualTo("crm");
        assertThat(connector.type()).isEqualTo("webhook");
        assertThat(connector.options().keySet()).containsExactly("url", "secret", "map", "on");
        assertThat(connector.options())
                .containsEntry("secret", Secret.of("s3cr3t-value"))
                .containsEntry("map", Map.of("perSecond", 5L, "share", new BigDecimal("0.5"), "code", "007"))
                .containsEntry("on", List.of("yes", true));
        assertThat(connector.text("url")).contains("https://crm.example.com/hook");
        assertThat(connector.secret("secret")).contains(Secret.of("s3cr3t-value"));
        assertThat(connector.text("map")).isEmpty();
        assertThat(connector.text("absent")).isEmpty();
    }

    @Test
    void how_the_people_of_a_call_are_treated_is_read() {
        Settings settings = desk.settings(Desk.ACCOUNT + """
                    ownNumbers: [+12055550100, "+120555501*", 2055550199]
                connectors:
                  - name: crm
                    type: hubspot
                    contacts: last-activity
                    createContact: true
                    owners: { 101: 4711, "Sales queue": u-2, fallback: u-9 }
                    popWithin: 0s
                  - { name: plain, type: hubspot }
                """);

        assertThat(settings.accounts().get(0).ownNumbers())
                .containsExactly("+12055550100", "+120555501*", "2055550199");
        ConnectorSettings.People people = settings.connectors().get(0).people();
        assertThat(people.contacts()).isEqualTo("last-activity");
        assertThat(people.createContact()).isTrue();
        assertThat(people.owners())
                .containsExactly(
                        Map.entry("101", "4711"), Map.entry("Sales queue", "u-2"), Map.entry("fallback", "u-9"));
        assertThat(people.popWithin()).isZero();
        assertThat(settings.connectors().get(1).people())
                .isEqualTo(new ConnectorSettings.People("owner-first", false, Map.of(), Duration.ofSeconds(10)));
    }

    @Test
    void the_settings_cannot_be_changed_by_whoever_has_them() {
        Settings settings = desk.settings(Desk.ACCOUNT + "connectors: [{ name: a, type: webhook, url: x }]\n");

        assertThatThrownBy(() -> settings.accounts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> settings.accounts().get(0).transports().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> settings.connectors().get(0).options().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void no_secret_is_seen_in_the_text_of_the_settings() {
        Loaded<Settings> loaded = desk.load("""
                accounts:
                  - { name: acme, clientId: id-1, clientSecret: hunter2, jwt: "${env:JWT}" }
                http: { token: "${env:SECRET}" }
                connectors:
                  - { name: crm, type: zammad, url: "https://crm.example.com/?token=hunter3", token: hunter4 }
                """);

        assertThat(loaded.settings()).isPresent();
        assertThat(loaded.toString()).doesNotContain("hunter", "s3cr3t", "eyJ");
    }

    @Test
    void settings_are_there_with_warnings_and_not_with_errors() {
        Loaded<Settings> warned = desk.load(Desk.ACCOUNT.replace("${env:JWT}", "plain"));
        Loaded<Settings> failed = desk.load(Desk.ACCOUNT + "zzz: 1\n");

        assertThat(warned.settings()).isPresent();
        assertThat(warned.problems()).extracting(Problem::isError).containsExactly(false);
        assertThat(failed.settings()).isEmpty();
        assertThat(failed.problems()).extracting(Problem::isError).containsExactly(true);
    }

    @Test
    void where_the_daemon_is_reached_can_be_read_without_the_secrets_of_its_accounts() {
        String yaml = "accounts: [{ name: acme, jwt: \"${env:NOPE}\" }]\nhttp: { port: 1, token: \"${env:SECRET}\" }\n";

        Loaded<HttpSettings> loaded = desk.loadHttp(yaml);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings())
                .contains(new HttpSettings("127.0.0.1", 1, Optional.of(Secret.of("s3cr3t-value"))));
        assertThat(desk.loadHttp("http: { prt: 1 }\n").settings()).isEmpty();
        assertThat(desk.loadHttp("http: { prt: 1 }\n").problems()).hasSize(1);
        assertThat(desk.loadHttp("\thttp: 1\n").problems()).hasSize(1);
    }
}
