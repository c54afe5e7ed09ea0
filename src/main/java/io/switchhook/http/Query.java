package io.switchhook.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of a request; a wrong one is a {@link Problem} with status 400 that names it. */
final class Query {
    private final MultiMap parameters;

    private Query(MultiMap parameters) {
        this.parameters = parameters;
    }

    /**
     * Takes parameters whose names are all known: a misspelt filter would otherwise answer with too much, silently.
     *
     * @param parameters as they came
     * @param known the names that mean something here; {@code token} always does
     * @return the query
     */
    static Query of(MultiMap parameters, Set<String> known) {
        for (String name : parameters.names()) {
            if (!known.contains(name) && !name.equals("token")) {
                throw new Problem(
                        400,
                        "unknown-parameter",
                        "Expected one of " + new TreeSet<>(known) + ", but the parameter is \"" + name + "\"",
                        "Correct the name or leave it out.");
            }
        }
        return new Query(parameters);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A telephone number; a plus sign that was not escaped arrives as a space. */
    Optional<String> phone(String name) {
        boolean plus = text(name).isPresent() && parameters.get(name).startsWith(" ");
        return text(name).map(text -> plus ? "+" + text : text);
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badParameter(name, "true or false", text);
        });
    }

    Optional<Long> number(String name, long min, long max) {
        return text(name).map(text -> parseNumber(name, text, min, max));
    }

    Optional<Instant> moment(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw Problem.badParameter(name, "a time like 2026-03-04T09:15:31Z", text);
            }
        });
    }

    static long parseNumber(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        throw Problem.badParameter(
                name, "a whole number from " + min + (max == Long.MAX_VALUE ? "" : " to " + max), text);
    }
}
