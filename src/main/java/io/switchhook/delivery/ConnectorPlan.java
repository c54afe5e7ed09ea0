package io.switchhook.delivery;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Key;
import io.switchhook.delivery.CourierParts.Orders;
import io.switchhook.delivery.Policy.Filter;
import io.switchhook.delivery.Policy.When;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connector as the operator wants it: what every connector has, and what its type needs. */
public final class ConnectorPlan {
    private final Common common;
    private final ConnectorFactory factory;
    private final Config config;
    private final Path folder;

    /**
     * A plan.
     *
     * @param common what every connector has
     * @param factory makes the connector
     * @param values the values of the type's own keys
     * @param folder where relative paths start
     * @throws BadConfiguration when a key that is needed is missing, or one is unknown
     */
    public ConnectorPlan(Common common, ConnectorFactory factory, Map<?, ?> values, Path folder) {
        this.common = common;
        this.factory = factory;
        this.folder = folder;
        this.config = new Config(complete(factory, values));
    }

    private static Map<String, Object> complete(ConnectorFactory factory, Map<?, ?> values) {
        Map<String, Object> complete = new LinkedHashMap<>();
        values.forEach((key, value) -> complete.put(String.valueOf(key), value));
        List<String> known = new ArrayList<>();
        for (Key key : factory.keys()) {
            known.add(key.name());
            if (key.need() == Key.Need.REQUIRED && !values.containsKey(key.name())) {
                throw new BadConfiguration(key.name(), key.meaning(), "it is missing");
            }
            key.standard().ifPresent(standard -> complete.putIfAbsent(key.name(), standard));
        }
        for (String given : complete.keySet()) {
            if (!known.contains(given)) {
                throw new BadConfiguration(
                        given, "one of " + String.join(", ", known), "type " + factory.type() + " has no such key");
            }
        }
        return complete;
    }

    /**
     * Makes the connector and throws it away, to find out whether its values can be used. Asks nobody.
     *
     * @throws BadConfiguration when one cannot
     */
    public void tryOut() {
        Http nobody = request -> CompletableFuture.failedStage(DeliveryFailure.retry("nobody is asked"));
        factory.create(new Context(common.name(), config, nobody, InstantSource.system(), log(), folder))
                .close();
    }

    Orders orders() {
        return new Orders(
                common.name(),
                factory.type(),
                common.once() ? When.ONCE : When.INCREMENTAL,
                new Filter(common.types(), common.directions(), common.accounts(), common.internal()),
                common.concurrency(),
                common.rate(),
                common.shadow(),
                common.fromBeginning(),
                common.people());
    }

    ConnectorFactory factory() {
        return factory;
    }

    Config config() {
        return config;
    }

    Path folder() {
        return folder;
    }

    Duration timeout() {
        return common.timeout();
    }

    Logger log() {
        return LoggerFactory.getLogger("io.switchhook.connector." + common.name());
    }

    Addresses addresses() {
        Set<String> hosts = new LinkedHashSet<>();
        texts(config.all().values()).forEach(text -> host(text).ifPresent(hosts::add));
        return new Addresses(common.allowPrivate(), hosts);
    }

    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        factory.keys().stream().filter(Key::secret).forEach(key -> secrets.addAll(config.texts(key.name())));
        return secrets;
    }

    private static List<String> texts(Iterable<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof String text) {
                texts.add(text);
            } else if (value instanceof Map<?, ?> section) {
                texts.addAll(texts(section.values()));
            } else if (value instanceof List<?> list) {
                texts.addAll(texts(list));
            }
        }
        return texts;
    }

    private static Optional<String> host(String text) {
        boolean isAddress = text.startsWith("http://") || text.startsWith("https://");
        try {
            return isAddress ? Optional.ofNullable(URI.create(text).getHost()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What every connector has.
     *
     * @param name its name
     * @param once whether a call is written when it is complete, instead of as it goes on
     * @param types types of events without prefix; empty for those that the connector can use
     * @param directions directions of calls; empty for all
     * @param accounts labels of accounts; empty for all
     * @param internal whether calls between extensions are sent
     * @param concurrency calls at the same time; empty for the connector's own
     * @param rate deliveries in a second at most
     * @param timeout longest that a request may take
     * @param shadow whether it only shows what it would do
     * @param fromBeginning whether a connector that is new begins at the first event of all
     * @param allowPrivate whether it may reach private addresses
     * @param people how the people of a call are treated
     */
    public record Common(
            String name,
            boolean once,
            List<String> types,
            List<String> directions,
            List<String> accounts,
            boolean internal,
            Optional<Integer> concurrency,
            Optional<Double> rate,
            Duration timeout,
            boolean shadow,
            boolean fromBeginning,
            boolean allowPrivate,
            People people) {
        /**
         * With nobody mapped, and the usual policy for contacts.
         *
         * @param name its name
         * @param once whether a call is written when it is complete
         * @param types types of events
         * @param directions directions of calls
         * @param accounts labels of accounts
         * @param internal whether calls between extensions are sent
         * @param concurrency calls at the same time
         * @param rate deliveries in a second at most
         * @param timeout longest that a request may take
         * @param shadow whether it only shows what it would do
         * @param fromBeginning whether it begins at the first event of all
         * @param allowPrivate whether it may reach private addresses
         */
        public Common(
                String name,
                boolean once,
                List<String> types,
                List<String> directions,
                List<String> accounts,
                boolean internal,
                Optional<Integer> concurrency,
                Optional<Double> rate,
                Duration timeout,
                boolean shadow,
                boolean fromBeginning,
                boolean allowPrivate) {
            this(
                    name,
                    once,
                    types,
                    directions,
                    accounts,
                    internal,
                    concurrency,
                    rate,
                    timeout,
                    shadow,
                    fromBeginning,
                    allowPrivate,
                    People.DEFAULTS);
        }

        /**
         * The same with other people.
         *
         * @param others how the people of a call are treated
         * @return the wishes
         */
        public Common with(People others) {
            return new Common(
                    name,
                    once,
                    types,
                    directions,
                    accounts,
                    internal,
                    concurrency,
                    rate,
                    timeout,
                    shadow,
                    fromBeginning,
                    allowPrivate,
                    others);
        }
    }
}
