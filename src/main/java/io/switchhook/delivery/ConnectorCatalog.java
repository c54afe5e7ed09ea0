package io.switchhook.delivery;

import io.switchhook.connector.ConnectorFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Which types of connectors there are: ours, and those of jars in the plug-in folder, each with a class loader of its own. */
public final class ConnectorCatalog {
    private final Map<String, ConnectorFactory> factories = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private ConnectorCatalog() {}

    /**
     * Looks for connectors. Blocks on the disk. A jar that is broken is a fault and skipped.
     *
     * @param plugins a folder with jars; need not exist
     * @return what was found
     */
    public static ConnectorCatalog load(Path plugins) {
        ConnectorCatalog catalog = new ConnectorCatalog();
        catalog.add(ConnectorCatalog.class.getClassLoader(), "switchhook");
        for (Path jar : catalog.jars(plugins)) {
            try {
                URL[] place = {jar.toUri().toURL()};
                // Stays open: its connectors may load classes for as long as they live.
                catalog.add(
                        new URLClassLoader(
                                "plugin-" + jar.getFileName(), place, ConnectorCatalog.class.getClassLoader()),
                        jar.getFileName().toString());
            } catch (MalformedURLException e) {
                catalog.faults.add(jar.getFileName() + ": " + e.getMessage());
            }
        }
        return catalog;
    }

    private List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                found.forEach(jars::add);
            } catch (IOException e) {
                faults.add(folder + ": " + e.getMessage());
            }
        }
        jars.sort(Comparator.naturalOrder());
        return jars;
    }

    /** The edge of a plug-in: a jar that was built for something else may throw anything that a linker can. */
    private void add(ClassLoader loader, String origin) {
        try {
            for (ConnectorFactory factory : ServiceLoader.load(ConnectorFactory.class, loader)) {
                if (factory.getClass().getClassLoader() == loader) {
                    add(factory, origin);
                }
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            faults.add(origin + ": " + e.getMessage());
        }
    }

    private void add(ConnectorFactory factory, String origin) {
        ConnectorFactory other = factories.putIfAbsent(factory.type(), factory);
        if (other != null) {
            faults.add(origin + ": type " + factory.type() + " is there already");
        }
    }

    /**
     * The known types.
     *
     * @return each with what makes its connectors, in the order of the alphabet
     */
    public Map<String, ConnectorFactory> factories() {
        return Collections.unmodifiableMap(factories);
    }

    /**
     * Jars that could not be used.
     *
     * @return each with the reason, for people
     */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
