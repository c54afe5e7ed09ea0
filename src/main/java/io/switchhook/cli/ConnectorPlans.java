package io.switchhook.cli;

import io.switchhook.call.CallEventType;
import io.switchhook.config.ConnectorSettings;
import io.switchhook.config.Problem;
import io.switchhook.config.Problem.Severity;
import io.switchhook.config.Secret;
import io.switchhook.config.Settings;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.ConnectorPlan.Common;
import io.switchhook.delivery.Matching;
import io.switchhook.delivery.Owners;
import io.switchhook.delivery.People;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what the file says of connectors into plans, and finds what only their types can judge. */
final class ConnectorPlans {
    private final Settings settings;
    private final ConnectorTypes types;

    /** Blocks on the disk: looks for plug-ins and documents. */
    ConnectorPlans(Settings settings) {
        this.settings = settings;
        this.types = new ConnectorTypes(settings);
    }

    /** Jars that could not be used. */
    List<String> faults() {
        return types.faults();
    }

    /** One plan for each connector; fails for a file in which {@link #problems} finds a mistake. */
    List<ConnectorPlan> plans() {
        return settings.connectors().stream().map(this::plan).toList();
    }

    /** Every mistake in what only the types know; a connector is made and thrown away to find those in its values. */
    List<Problem> problems(Path file) {
        List<Problem> problems = new ArrayList<>(types.problems());
        for (ConnectorSettings connector : settings.connectors()) {
            mistake(connector)
                    .ifPresent(bad -> problems.add(new Problem(
                            Severity.ERROR,
                            file.toString(),
                            connector.place().line(),
                            connector.place().column(),
                            connector.place().path() + "." + bad.key(),
                            bad.expected(),
                            bad.found(),
                            types.remedy(connector, bad))));
        }
        return problems;
    }

    private Optional<BadConfiguration> mistake(ConnectorSettings connector) {
        try {
            plan(connector).tryOut();
            return Optional.empty();
        } catch (BadConfiguration e) {
            return Optional.of(e);
        }
    }

    private ConnectorPlan plan(ConnectorSettings connector) {
        ConnectorFactory factory = types.factory(connector);
        for (String type : connector.filter().types()) {
            if (Arrays.stream(CallEventType.values())
                    .noneMatch(one -> one.word().equals(type))) {
                throw new BadConfiguration(
                        "filter.types", "types of src/docs/events.md", "\"" + type + "\" is none of them");
            }
        }
        return new ConnectorPlan(
                common(connector), factory, (Map<?, ?>) revealed(connector.options()), settings.folder());
    }

    private static Common common(ConnectorSettings connector) {
        return new Common(
                connector.name(),
                connector.once(),
                connector.filter().types(),
                connector.filter().directions(),
                connector.filter().accounts(),
                connector.filter().internal(),
                connector.limits().concurrency(),
                connector.limits().ratePerSecond().map(Integer::doubleValue),
                connector.limits().timeout(),
                connector.shadow(),
                connector.fromBeginning(),
                connector.allowPrivate(),
                people(connector.people()));
    }

    private static People people(ConnectorSettings.People wanted) {
        Matching matching = Arrays.stream(Matching.values())
                .filter(one -> one.word().equals(wanted.contacts()))
                .findFirst()
                .orElseThrow();
        return new People(matching, wanted.createContact(), new Owners(wanted.owners()), wanted.popWithin());
    }

    /** The door for authors knows no type of ours: a secret goes through it in clear. */
    private static Object revealed(Object value) {
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConnectorPlans::revealed).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, inner) -> values.put(String.valueOf(key), revealed(inner)));
            return values;
        }
        return value;
    }
}
