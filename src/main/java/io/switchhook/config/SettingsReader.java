package io.switchhook.config;

import io.switchhook.config.AccountSettings.Pubnub;
import io.switchhook.config.AccountSettings.Transport;
import io.switchhook.config.AccountSettings.Watch;
import io.switchhook.config.Node.Fields;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which keys there are, their kinds, ranges and defaults: the one place that says so, besides the records' Javadoc. */
final class SettingsReader {
    /** Ended calls stay listed for about this long; a slower look misses some (product.md 3). */
    private static final Duration LISTED = Duration.ofMinutes(2);

    private static final Kind<Transport> TRANSPORT = Kinds.choice(transports(), "websocket, pubnub or webhook");

    private static final Kind<Watch> WATCH = Kinds.choice(
            Map.of("account", Watch.ACCOUNT), "account, or a section with a key extensions such as [101, 102]");

    private final Path folder;
    private final Findings findings;

    /**
     * Makes a reader.
     *
     * @param folder where relative paths start
     */
    SettingsReader(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** The settings, with stand-ins where there were findings of errors. */
    Settings read(Section root) {
        List<AccountSettings> accounts = accounts(root);
        JournalSettings journal = journal(root.section("journal"));
        HttpSettings http = http(root.section("http"), findings);
        BusSettings bus = bus(root.section("bus"), http);
        OrderingSettings ordering = ordering(root.section("ordering"));
        ReconcileSettings reconcile = reconcile(root.section("reconcile"));
        List<ConnectorSettings> connectors = new ArrayList<>();
        List<Section> sections = root.sections("connectors");
        sections.forEach(section -> connectors.add(ConnectorReader.read(section)));
        differ(sections, connectors.stream().map(ConnectorSettings::name).toList());
        Path plugins = root.standard("plugins", Kinds.place(folder), "plugins");
        root.close();
        return new Settings(accounts, journal, http, bus, ordering, reconcile, connectors, folder, plugins);
    }

    private List<AccountSettings> accounts(Section root) {
        List<Section> sections = root.sections("accounts");
        if (sections.isEmpty() && root.lists("accounts")) {
            findings.error(root.place("accounts"), "at least one account", "there is none", "add - name: and its keys");
        }
        List<AccountSettings> accounts = new ArrayList<>();
        sections.forEach(section -> accounts.add(account(section)));
        differ(sections, accounts.stream().map(AccountSettings::name).toList());
        return accounts;
    }

    private AccountSettings account(Section section) {
        List<Transport> transports = section.list("transports", TRANSPORT, List.of("websocket"));
        AccountSettings account = new AccountSettings(
                section.required("name", Kinds.NAME, ""),
                section.standard("server", Kinds.server(), "https://platform.ringcentral.com"),
                section.required("clientId", Kinds.TEXT, ""),
                section.requiredSecret("clientSecret"),
                section.requiredSecret("jwt"),
                new LinkedHashSet<>(transports),
                watch(section),
                section.standard("country", Kinds.COUNTRY, "US"),
                section.list("ownNumbers", Kinds.OWN_NUMBER, List.of()),
                pubnub(section.section("pubnub")),
                publicUrl(section.section("webhook"), transports));
        section.close();
        return account;
    }

    private static Watch watch(Section section) {
        if (!(section.node("watch").orElse(null) instanceof Fields)) {
            return section.standard("watch", WATCH, "account");
        }
        Section inner = section.section("watch");
        Watch watch = new Watch(inner.list("extensions", Kinds.EXTENSION, List.of()));
        if (!inner.has("extensions")) {
            inner.required("extensions", WATCH, watch);
        }
        inner.close();
        return watch;
    }

    private static Pubnub pubnub(Section section) {
        Pubnub pubnub = new Pubnub(
                section.standard("origin", Kinds.ORIGIN, "ps.pndsn.com"),
                section.standard("secure", Kinds.FLAG, "true"));
        section.close();
        return pubnub;
    }

    private static Optional<URI> publicUrl(Section section, List<Transport> transports) {
        Optional<URI> url = section.optional("publicUrl", Kinds.publicUrl());
        if (transports.contains(Transport.WEBHOOK) && !section.has("publicUrl")) {
            section.required("publicUrl", Kinds.publicUrl(), URI.create(""));
        }
        section.close();
        return url;
    }

    private JournalSettings journal(Section section) {
        JournalSettings journal = new JournalSettings(
                section.standard("url", Kinds.journal(folder), "sqlite:data/switchhook.db"),
                section.standard("keepEvidence", Kinds.duration("2d", "3650d"), "30d"));
        section.close();
        return journal;
    }

    /** The section on its own, for those who only want to reach the daemon. */
    static HttpSettings http(Section section, Findings findings) {
        HttpSettings http = new HttpSettings(
                section.standard("host", Kinds.LISTEN_HOST, "127.0.0.1"),
                section.standard("port", Kinds.whole(0, Kinds.PORT_MAX), "7464"),
                section.optionalSecret("token"));
        if (!Kinds.isLoopback(http.host()) && !section.has("token")) {
            String remedy = "add token: ${credential:http-token}, or listen on 127.0.0.1";
            findings.error(section.place("host"), "http.token for a host that others reach", "there is none", remedy);
        }
        section.close();
        return http;
    }

    private BusSettings bus(Section section, HttpSettings http) {
        Section tcp = section.section("tcp");
        String host = tcp.standard("host", Kinds.LISTEN_HOST, "127.0.0.1");
        Optional<Integer> port = tcp.optional("port", Kinds.whole(0, Kinds.PORT_MAX));
        if (port.isPresent() && !Kinds.isLoopback(host) && http.token().isEmpty()) {
            String remedy = "add http.token, or listen on 127.0.0.1";
            findings.error(tcp.place("host"), "http.token for a host that others reach", "there is none", remedy);
        }
        tcp.close();
        section.close();
        return new BusSettings(port.map(number -> new BusSettings.Tcp(host, number)));
    }

    private static OrderingSettings ordering(Section section) {
        OrderingSettings ordering = new OrderingSettings(
                section.standard("gapWait", Kinds.duration("0s", "60s"), "1500ms"),
                section.standard("endGrace", Kinds.duration("0s", "60s"), "1500ms"),
                section.standard("linger", Kinds.duration("1m", "24h"), "10m"));
        section.close();
        return ordering;
    }

    private ReconcileSettings reconcile(Section section) {
        ReconcileSettings reconcile = new ReconcileSettings(
                section.standard("activeCalls", Kinds.duration("1s", "1h"), "100s"),
                section.standard("callLogAfter", Kinds.duration("0s", "1h"), "30s"),
                section.standard("callLogDeadline", Kinds.duration("1s", "1h"), "10m"));
        if (reconcile.activeCalls().compareTo(LISTED) > 0) {
            String expected = "looks at most " + LISTED.toSeconds() + "s apart, as long as ended calls stay listed";
            findings.warning(section.place("activeCalls"), expected, "slower ones miss calls", "use 100s");
        }
        section.close();
        return reconcile;
    }

    /** Names are how people and records tell accounts, or connectors, apart. */
    private void differ(List<Section> sections, List<String> names) {
        Set<String> taken = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.isEmpty() && !taken.add(name)) {
                String found = References.shown(name) + " is taken above";
                findings.error(sections.get(i).place("name"), "a name of its own", found, "choose another");
            }
        }
    }

    private static Map<String, Transport> transports() {
        Map<String, Transport> words = new LinkedHashMap<>();
        for (Transport transport : Transport.values()) {
            words.put(transport.name().toLowerCase(Locale.ROOT), transport);
        }
        return words;
    }
}
