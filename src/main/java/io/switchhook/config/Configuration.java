package io.switchhook.config;

import io.switchhook.config.Node.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration file. A bad file never throws: everything that is wrong comes back as a list. */
public final class Configuration {
    /** Most bytes of a configuration file; 1 MiB is thousands of accounts, and more is another file. */
    static final int FILE_BYTES_MAX = 1_048_576;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Configuration() {}

    /**
     * What a file came to.
     *
     * @param <T> what was asked for
     * @param settings the settings; present exactly when no problem is an error
     * @param problems every problem and warning, in the order of the file
     */
    public record Loaded<T>(Optional<T> settings, List<Problem> problems) {
        /** Copies the list. */
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads, checks and resolves a configuration file. Blocks on the disk.
     *
     * @param file the file; relative paths in it start at its folder
     * @param environment variables for {@code ${env:NAME}}, and {@code CREDENTIALS_DIRECTORY} for
     *     {@code ${credential:NAME}}
     * @return the settings or what keeps them from being used, and warnings
     */
    public static Loaded<Settings> load(Path file, Map<String, String> environment) {
        Findings findings = new Findings(file.toString());
        Optional<Settings> settings = load(file, environment, findings);
        return loaded(settings, findings);
    }

    /**
     * Reads only where the daemon is reached, for commands that speak to a running one: whoever gives them need not be
     * allowed to read the secrets of its accounts. Mistakes elsewhere in the file are not looked for. Blocks on the disk.
     *
     * @param file the file; relative paths in it start at its folder
     * @param environment as for {@link #load(Path, Map)}
     * @return the section {@code http}, or what keeps it from being used, and warnings
     */
    public static Loaded<HttpSettings> loadHttp(Path file, Map<String, String> environment) {
        Findings findings = new Findings(file.toString());
        Optional<HttpSettings> http =
                root(file, environment, findings).map(root -> SettingsReader.http(root.section("http"), findings));
        return loaded(http, findings);
    }

    private static <T> Loaded<T> loaded(Optional<T> settings, Findings findings) {
        return new Loaded<>(settings.filter(complete -> !findings.hasErrors()), findings.inOrder());
    }

    static Optional<Settings> load(Path file, Map<String, String> environment, Findings findings) {
        return root(file, environment, findings).map(root -> new SettingsReader(folder(file), findings).read(root));
    }

    private static Optional<Section> root(Path file, Map<String, String> environment, Findings findings) {
        References references = new References(folder(file), environment, findings);
        return text(file, findings)
                .flatMap(text -> YamlTree.read(text, findings))
                .map(fields -> new Section(fields, references, findings));
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
    }

    private static Optional<String> text(Path file, Findings findings) {
        if (!Files.exists(file)) {
            findings.error("a configuration file", "there is none", "name it with --config, or start with init");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                findings.error("a file of at most " + FILE_BYTES_MAX + " bytes", "it is longer", "");
                return Optional.empty();
            }
            return decode(bytes, findings);
        } catch (IOException e) {
            findings.error(
                    "to read the configuration file", "it cannot be read", "check that it is a file, and its mode");
            return Optional.empty();
        }
    }

    /** Strictly: a byte that is not UTF-8 would else become a different password without a word. */
    private static Optional<String> decode(byte[] bytes, Findings findings) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            String before = out.flip().toString();
            int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            findings.error(new Place("", line, column), "UTF-8", "this byte is not", "save the file as UTF-8");
            return Optional.empty();
        }
        String text = out.flip().toString();
        return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }
}
