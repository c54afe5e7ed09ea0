package io.switchhook.config;

import io.switchhook.config.Node.Place;
import io.switchhook.config.Node.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows {@code ${env:NAME}}, {@code ${file:PATH}} and {@code ${credential:NAME}}. What they yield is never shown. */
final class References {
    /** Most bytes of a referenced file; a key or token has at most a few thousand, so more is a mix-up. */
    static final int FILE_BYTES_MAX = 65_536;

    /** Where systemd puts the credentials of a service (systemd.exec(5), LoadCredential). */
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*):?([^}]*)}?");
    private static final List<String> KINDS = List.of("env", "file", "credential");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    /** A longer value is cut in messages: it may be a token in the wrong place, and a line has to stay readable. */
    private static final int SHOWN_MAX = 60;

    private static final int SHOWN_WHEN_CUT = 8;

    private final Path folder;
    private final Map<String, String> environment;
    private final Findings findings;

    References(Path folder, Map<String, String> environment, Findings findings) {
        this.folder = folder;
        this.environment = environment;
        this.findings = findings;
    }

    /** The text with its references followed; empty after a finding. */
    Optional<String> follow(Scalar scalar) {
        Matcher matcher = REFERENCE.matcher(scalar.text());
        StringBuilder followed = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            Optional<String> value = value(scalar.place(), matcher);
            complete &= value.isPresent();
            matcher.appendReplacement(followed, Matcher.quoteReplacement(value.orElse("")));
        }
        matcher.appendTail(followed);
        return complete ? Optional.of(followed.toString()) : Optional.empty();
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Whether a text refers to a place made for secrets. */
    static boolean isSecretReference(String text) {
        return text.contains("${file:") || text.contains("${credential:");
    }

    /** How a value may appear in a message: as written, without user names and passwords, and not at length. */
    static String shown(String text) {
        String masked = USER_INFO.matcher(text).replaceAll("//***@").replaceAll("\\p{Cntrl}", " ");
        return masked.length() <= SHOWN_MAX
                ? "\"" + masked + "\""
                : "\"" + masked.substring(0, SHOWN_WHEN_CUT) + "...\" (" + masked.length() + " characters)";
    }

    private Optional<String> value(Place place, Matcher reference) {
        String kind = reference.group(1);
        String name = reference.group(2);
        if (!reference.group().endsWith("}") || name.isBlank() || !KINDS.contains(kind)) {
            // Not quoted: it may be a secret that happens to contain these two characters.
            String remedy = NearestKey.of(kind, KINDS)
                    .map(near -> "did you mean ${" + near + ":NAME}?")
                    .orElse("");
            String expected = "${env:NAME}, ${file:PATH} or ${credential:NAME}";
            findings.error(place, expected, "the ${ here starts none of them", remedy);
            return Optional.empty();
        }
        return switch (kind) {
            case "env" -> fromEnvironment(place, name);
            case "file" -> fromFile(place, name);
            default -> fromCredential(place, name);
        };
    }

    private Optional<String> fromEnvironment(Place place, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            String found = environment.containsKey(name) ? "it is empty" : "it is not set";
            String remedy = "export it, or name it in EnvironmentFile= of the unit";
            findings.error(place, "the environment variable " + name + " of ${env:" + name + "}", found, remedy);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private Optional<String> fromFile(Place place, String name) {
        String what = "the file of ${file:" + name + "}";
        try {
            Path file = folder.resolve(name);
            Optional<String> value = read(place, what, file);
            if (value.isPresent() && isReadableByOthers(file)) {
                String remedy = "chmod o-r " + file;
                findings.warning(place, what + " to be readable by its owner only", "others can read it", remedy);
            }
            return value;
        } catch (InvalidPathException e) {
            findings.error(place, what, "this is not a path", "");
            return Optional.empty();
        }
    }

    private Optional<String> fromCredential(Place place, String name) {
        String what = "the credential of ${credential:" + name + "}";
        if (!name.matches("[A-Za-z0-9_.@-]+") || name.matches("\\.+")) {
            findings.error(place, what + " to be a plain file name", "it is not", "use ${file:PATH} for a path");
            return Optional.empty();
        }
        String directory = environment.getOrDefault(CREDENTIALS, "");
        if (directory.isBlank()) {
            String remedy = "start through systemd with LoadCredential=" + name + ":PATH, or set it to a folder"
                    + " with a file " + name;
            findings.error(place, what, "$" + CREDENTIALS + " is not set", remedy);
            return Optional.empty();
        }
        return read(place, what, Path.of(directory).resolve(name));
    }

    private Optional<String> read(Place place, String what, Path file) {
        if (!Files.exists(file)) {
            findings.error(place, what, "there is no " + file, "create it, readable by the service only");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes.length > FILE_BYTES_MAX || text.isEmpty()) {
                String found = text.isEmpty() ? "it is empty" : "it has more than " + FILE_BYTES_MAX + " bytes";
                findings.error(place, what, found, "put the value alone into " + file);
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException e) {
            String remedy = "let the user of the service read it, and check that it is a file";
            findings.error(place, what, file + " cannot be read", remedy);
            return Optional.empty();
        }
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            // Nothing can be said about it, and it was readable to us a moment ago.
            return false;
        }
    }
}
