package io.switchhook.connector.document;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the connectors of one document. */
final class DocumentFactory implements ConnectorFactory {
    private static final Pattern BASE = Pattern.compile("\\s*config\\.(\\w+)\\s*");

    private final Document document;
    private final List<Key> keys;

    private DocumentFactory(Document document, List<Key> keys) {
        this.document = document;
        this.keys = keys;
    }

    /** For connectors that name the document's type. */
    static DocumentFactory of(Document document) {
        return new DocumentFactory(document, document.keys());
    }

    /** The same for connectors of type {@code document}, which name the document in a key. */
    DocumentFactory named() {
        List<Key> more = new ArrayList<>(keys);
        more.add(Key.required("document", "the type of a document, or the path of one"));
        return new DocumentFactory(document, List.copyOf(more));
    }

    @Override
    public String type() {
        return document.type();
    }

    @Override
    public List<Key> keys() {
        return keys;
    }

    @Override
    public Connector create(Context context) {
        steps().forEach(step -> checkBase(step, context.config()));
        return new DocumentConnector(document, context);
    }

    private Stream<Step> steps() {
        Stream<Optional<Step>> single = Stream.of(
                document.credentials().token(),
                document.check(),
                document.lookup().map(Document.Lookup::one),
                document.notifyUser(),
                document.attachArtifact());
        Stream<Document.Writing> writings = Stream.concat(Stream.of(document.call()), document.message().stream());
        return Stream.concat(
                single.flatMap(Optional::stream),
                writings.flatMap(writing -> Stream.concat(
                        Stream.of(writing.find(), Optional.of(writing.create()), writing.update(), writing.read())
                                .flatMap(Optional::stream),
                        writing.then().stream())));
    }

    /** An address that the operator wrote: wrong, it would be found with the first call. */
    private static void checkBase(Step step, Config config) {
        if (!(step.request().base() instanceof Template.Place place)) {
            return;
        }
        Matcher key = BASE.matcher(place.expression().toString());
        if (key.matches() && !isAddress(config.text(key.group(1)).orElse(""))) {
            throw new BadConfiguration(key.group(1), "an address http:// or https:// with a host", "it is none");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
