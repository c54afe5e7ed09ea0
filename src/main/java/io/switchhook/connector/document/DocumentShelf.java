package io.switchhook.connector.document;

import io.switchhook.config.Findings;
import io.switchhook.config.Problem;
import io.switchhook.connector.ConnectorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where documents are found: those that come along, then every {@code *.yaml} of some folders. A document of a folder
 * takes the place of one that comes along with the same type, so that a copy can be edited.
 */
public final class DocumentShelf {
    /** Types of the documents in the jar; a test compares them with {@code conf/connectors}. */
    static final List<String> SHIPPED = List.of("bitrix24", "dynamics365", "pipedrive", "suitecrm", "zoho-phonebridge");

    /** Most bytes of a document; chosen: twenty times the longest of ours. */
    private static final int BYTES_MAX = 262_144;

    private final Map<String, DocumentFactory> factories = new TreeMap<>();
    private final Map<Path, List<Problem>> problems = new TreeMap<>();

    private DocumentShelf() {}

    /**
     * Reads all documents. Blocks on the disk.
     *
     * @param folders where to look; need not exist; later ones come before earlier ones
     * @return what was found
     */
    public static DocumentShelf load(List<Path> folders) {
        DocumentShelf shelf = new DocumentShelf();
        for (String type : SHIPPED) {
            Findings findings = new Findings(type + ".yaml");
            Document document = DocumentReader.read(shipped(type), findings)
                    .orElseThrow(() -> new IllegalStateException(
                            "Expected the document " + type + " to be right, but " + findings.inOrder()));
            shelf.factories.put(type, DocumentFactory.of(document));
        }
        for (Path folder : folders) {
            Map<String, Path> here = new TreeMap<>();
            files(folder).forEach(file -> shelf.add(file, here));
        }
        return shelf;
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("Expected to list " + folder + ", but it failed", e);
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private void add(Path file, Map<String, Path> here) {
        Findings findings = new Findings(file.toString());
        Optional<Document> document = read(file, findings);
        if (document.isPresent()) {
            Path other = here.putIfAbsent(document.get().type(), file);
            if (other != null) {
                findings.error("a type of its own", other.getFileName() + " has it already", "choose another type");
            } else {
                factories.put(document.get().type(), DocumentFactory.of(document.get()));
            }
        }
        problems.put(file, findings.inOrder());
    }

    /**
     * The documents by type.
     *
     * @return what makes connectors of each
     */
    public Map<String, ConnectorFactory> factories() {
        return Collections.unmodifiableMap(factories);
    }

    /**
     * Mistakes in documents of the folders; such a document is not among the {@link #factories()}.
     *
     * @return by file
     */
    public Map<Path, List<Problem>> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /**
     * The document that a connector of type {@code document} names: by its type, or by the path of its file.
     *
     * @param name what stands in the key {@code document}
     * @param folder where a relative path starts
     * @return what makes its connectors, or the mistakes of the file
     */
    public Opened open(String name, Path folder) {
        if (!name.contains("/") && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            Optional<ConnectorFactory> known =
                    Optional.ofNullable(factories.get(name)).map(DocumentFactory::named);
            return new Opened(known, List.of());
        }
        Path file = folder.resolve(name);
        Findings findings = new Findings(file.toString());
        Optional<ConnectorFactory> read =
                read(file, findings).map(DocumentFactory::of).map(DocumentFactory::named);
        return new Opened(read, findings.inOrder());
    }

    /**
     * What became of a document that was asked for.
     *
     * @param factory what makes its connectors; empty when there is none, or it cannot be used
     * @param problems its mistakes
     */
    public record Opened(Optional<ConnectorFactory> factory, List<Problem> problems) {
        /** Copies the list. */
        public Opened {
            problems = List.copyOf(problems);
        }
    }

    private static Optional<Document> read(Path file, Findings findings) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                findings.error("a document of at most " + BYTES_MAX + " bytes", "it is longer", "");
                return Optional.empty();
            }
            return DocumentReader.read(Files.readString(file), findings);
        } catch (IOException e) {
            findings.error("to read the document", "it cannot be read as UTF-8 text", "check the file and its mode");
            return Optional.empty();
        }
    }

    /**
     * A document that comes along, as it is: to be copied and edited.
     *
     * @param type one of the shipped types
     * @return its text
     */
    static String shipped(String type) {
        try (InputStream in = DocumentShelf.class.getResourceAsStream("/connectors/" + type + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("Expected the document " + type + " in the jar, but it is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read a document of the jar, but it failed", e);
        }
    }
}
