package io.switchhook.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connector: its name, its type, what every connector has, and whatever else its type understands.
 *
 * @param place where it stands in the file, for messages about what only its type can judge
 * @param name label in messages, records and commands; {@code name}, required, lower-case letters, digits and
 *     {@code -}
 * @param type which connector; {@code type}, required
 * @param once whether a call is written when it is complete rather than as it goes on; {@code when}, {@code incremental}
 * @param filter which calls and events; {@code filter}
 * @param limits how much at a time; {@code limits}
 * @param shadow whether it only shows what it would do; {@code shadow}, {@code false}
 * @param fromBeginning whether a connector that is new begins at the first event of all; {@code start}, {@code now}
 * @param allowPrivate whether it may reach private addresses that the file does not name; {@code allowPrivate},
 *     {@code false}
 * @param people how the people of a call are treated
 * @param options the remaining keys in the order of the file, references followed. A value is a {@link String},
 *     {@link Boolean}, {@link Long}, {@link java.math.BigDecimal}, {@link Secret}, a list or a map of these
 */
public record ConnectorSettings(
        Where place,
        String name,
        String type,
        boolean once,
        Filter filter,
        Limits limits,
        boolean shadow,
        boolean fromBeginning,
        boolean allowPrivate,
        People people,
        Map<String, Object> options) {
    /** Copies the options and keeps their order. */
    public ConnectorSettings {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * An option as text; a number or a flag as it would be written, a secret in clear.
     *
     * @param key its key
     * @return the text; empty when the key is missing, or a list or a section
     */
    public Optional<String> text(String key) {
        Object value = options.get(key);
        if (value instanceof Secret secret) {
            return Optional.of(secret.reveal());
        }
        boolean single = value instanceof String || value instanceof Boolean || value instanceof Number;
        return single ? Optional.of(value.toString()) : Optional.empty();
    }

    /**
     * An option that is secret, whichever way it was written.
     *
     * @param key its key
     * @return the secret; empty when the key is missing, or a list or a section
     */
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    /** Names the keys only: an address may carry a token, and which do is known to the connector alone. */
    @Override
    public String toString() {
        return "ConnectorSettings[name=" + name + ", type=" + type + ", options=" + options.keySet() + "]";
    }

    /**
     * Where a connector stands in the file.
     *
     * @param path for example {@code connectors[0]}
     * @param line from 1
     * @param column from 1
     */
    public record Where(String path, int line, int column) {}

    /**
     * Which calls and events a connector is given.
     *
     * @param types types of events without prefix; {@code filter.types}; empty for those that it can use
     * @param directions directions of calls; {@code filter.directions}; empty for all
     * @param accounts labels of accounts; {@code filter.accounts}; empty for all
     * @param internal whether calls between extensions are sent; {@code filter.internal}, {@code false}
     */
    public record Filter(List<String> types, List<String> directions, List<String> accounts, boolean internal) {
        /** Copies the lists. */
        public Filter {
            types = List.copyOf(types);
            directions = List.copyOf(directions);
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * How much at a time.
     *
     * @param concurrency calls written at the same time; {@code limits.concurrency}, 1 to 64; empty for the connector's
     *     own
     * @param ratePerSecond deliveries in a second at most; {@code limits.rate}, 1 to 10000; empty for no limit
     * @param timeout longest that a request may take; {@code limits.timeout}, 30 s
     */
    public record Limits(Optional<Integer> concurrency, Optional<Integer> ratePerSecond, Duration timeout) {}

    /**
     * How the people of a call are treated.
     *
     * @param contacts which of several contacts with one number a call is linked to; {@code contacts}, one of {@code
     *     owner-first} (the default), {@code last-activity}, {@code oldest}, {@code none}
     * @param createContact whether a number that nobody has becomes a contact; {@code createContact}, {@code false}
     * @param owners the CRM's id of a user by the number or id of an extension, the name of a queue, or {@code fallback};
     *     {@code owners}, nobody
     * @param popWithin how old an event may be that is shown to a user at once; {@code popWithin}, 10 s, zero for never
     */
    public record People(String contacts, boolean createContact, Map<String, String> owners, Duration popWithin) {
        /** Copies the map and keeps its order. */
        public People {
            owners = Collections.unmodifiableMap(new LinkedHashMap<>(owners));
        }
    }
}
