package io.switchhook.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of value that a configuration file may hold. */
final class Kinds {
    /** Nine digits of days are more than two million years and cannot overflow. */
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern HTTP_HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9]{1,3}(\\.[0-9]{1,3}){2}|\\[?::1]?");
    /** Ports are sixteen bits. */
    static final int PORT_MAX = 65_535;

    private static final String SQLITE = "sqlite:";

    /** Any text but none. */
    static final Kind<String> TEXT = matching("a text", text -> !text.isBlank() && !isFlag(text));

    /** Labels go into addresses, metrics and event sources: letters that need no quoting anywhere. */
    static final Kind<String> NAME =
            matching("a name of lower-case letters, digits and -", text -> text.matches("[a-z0-9-]+"));

    /** The kind of a connector; its room knows which exist. */
    static final Kind<String> TYPE = matching("a type such as webhook", text -> text.matches("[a-z][a-z0-9.-]*"));

    static final Kind<Secret> SECRET = new Kind<>(
            "a reference to a secret", text -> text.isBlank() ? Optional.empty() : Optional.of(Secret.of(text)));

    static final Kind<String> EXTENSION =
            matching("the number or id of an extension, digits only", text -> text.matches("[0-9]{1,19}"));

    static final Kind<Boolean> FLAG = choice(Map.of("true", true, "false", false), "true or false");

    /** ISO 3166-1, two letters, as the runtime lists them. */
    static final Kind<String> COUNTRY = matching(
                    "a country of two capital letters (ISO 3166) such as US",
                    List.of(Locale.getISOCountries())::contains)
            .orElse(text -> meant(text.toUpperCase(Locale.ROOT), List.of(Locale.getISOCountries())));

    /** Where PubNub is reached, as its SDK wants it: a host without a scheme. */
    static final Kind<String> ORIGIN = matching(
            "a host, with a port or without, such as ps.pndsn.com",
            text -> HOST.matcher(text).matches());

    static final Kind<String> LISTEN_HOST = matching(
            "a host name or address to listen on such as 127.0.0.1",
            text -> HTTP_HOST.matcher(text).matches());

    /** The word for no limitation in a list. */
    static final String ALL = "all";

    /** A type of event about calls, or the word for every type that a connector can use. */
    static final Kind<String> EVENT_TYPE = matching(
            "a type of event such as call.completed, or all", text -> text.matches("(call|leg)\\.[a-z.]+|all"));

    /** A number of the account, or the begin of a block of numbers. */
    static final Kind<String> OWN_NUMBER = matching(
            "a telephone number such as +12055550100, or the begin of a block such as +120555501*",
            text -> text.matches("\\+?[0-9][0-9 ().-]{2,30}\\*?"));

    static final Kind<String> CONTACTS = matching(
            "owner-first, last-activity, oldest or none",
            text -> List.of("owner-first", "last-activity", "oldest", "none").contains(text));

    static final Kind<String> DIRECTION = matching(
            "inbound, outbound, internal, unknown or all",
            text -> List.of("inbound", "outbound", "internal", "unknown", ALL).contains(text));

    private Kinds() {}

    /** A duration between two bounds, which are written as in a file and so appear in messages. */
    static Kind<Duration> duration(String least, String most) {
        Duration from = duration(least).orElseThrow();
        Duration to = duration(most).orElseThrow();
        return new Kind<>(
                "a duration from " + least + " to " + most + " such as 1500ms, 100s, 3m, 2h or 7d",
                text -> duration(text).filter(value -> value.compareTo(from) >= 0 && value.compareTo(to) <= 0),
                text -> WHOLE.matcher(text).matches() ? "add a unit: ms, s, m, h or d" : "");
    }

    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    static Kind<Integer> whole(int least, int most) {
        return new Kind<>(
                "a whole number from " + least + " to " + most,
                text -> Optional.of(text)
                        .filter(digits -> WHOLE.matcher(digits).matches())
                        .map(Integer::valueOf)
                        .filter(number -> number >= least && number <= most));
    }

    /** One of a few words. */
    static <T> Kind<T> choice(Map<String, T> words, String expected) {
        return new Kind<>(expected, text -> Optional.ofNullable(words.get(text)), text -> meant(text, words.keySet()));
    }

    /** The root of a service, without a path. */
    static Kind<URI> server() {
        return address(
                "an address https://HOST without a path (http:// only for localhost, 127.0.0.1 or ::1)",
                uri -> uri.getPath().isEmpty());
    }

    /** An address that may have a path in front of what we append. */
    static Kind<URI> publicUrl() {
        return address("an address https://HOST (http:// only for localhost, 127.0.0.1 or ::1)", uri -> true);
    }

    private static Kind<URI> address(String expected, Predicate<URI> allowed) {
        Function<String, Optional<URI>> parse = text -> uri(text.replaceFirst("/+$", ""))
                .filter(uri -> uri.getHost() != null && uri.getPort() <= PORT_MAX)
                .filter(uri -> uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null)
                .filter(uri -> uri.getScheme().equals("https")
                        || (uri.getScheme().equals("http") && isLoopback(uri.getHost())))
                .filter(allowed);
        return new Kind<>(expected, parse);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The journal's file, made absolute; a relative path starts at the configuration file's folder. */
    static Kind<Path> journal(Path folder) {
        return new Kind<>(
                "sqlite:PATH, the journal's file",
                text -> text.startsWith(SQLITE) ? path(folder, text.substring(SQLITE.length())) : Optional.empty(),
                text -> text.startsWith("postgres")
                        ? "postgresql: is not available in this version; use sqlite:PATH"
                        : "write sqlite: and a path, relative to the configuration file or absolute");
    }

    /** A file or folder, made absolute. */
    static Kind<Path> place(Path folder) {
        return new Kind<>("a path", text -> path(folder, text));
    }

    private static Optional<Path> path(Path folder, String text) {
        try {
            boolean named = !text.isBlank() && !text.startsWith(":") && !text.endsWith("/");
            return named ? Optional.of(folder.resolve(text).toAbsolutePath().normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether only programs on this machine can reach it; decided by the text, without asking DNS. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static boolean isFlag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static Kind<String> matching(String expected, Predicate<String> test) {
        return new Kind<>(expected, text -> Optional.of(text).filter(test));
    }

    private static String meant(String text, Iterable<String> words) {
        List<String> candidates = new ArrayList<>();
        words.forEach(candidates::add);
        return NearestKey.of(text, candidates)
                .map(word -> "did you mean \"" + word + "\"?")
                .orElse("");
    }
}
