package io.switchhook.connector.jdbc;

import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/** Makes connectors of type {@code jdbc}. */
public final class JdbcFactory implements ConnectorFactory {
    /** Used by the service loader. */
    public JdbcFactory() {}

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "the database, jdbc:…; jdbc:sqlite:PATH needs no driver"),
                Key.optional("user", "who logs in"),
                Key.optional("password", "with what").asSecret(),
                Key.optional("driver", "jar with the database's JDBC driver; a relative path starts at this file"),
                Key.standard("table", CallTable.NAME, "the table; it is created when it is missing"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        String url = config.requiredText("url");
        String table = config.text("table").orElse(CallTable.NAME);
        if (!table.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
            throw new BadConfiguration("table", "the name of a table, with a schema or without", "it is none");
        }
        Properties login = new Properties();
        config.text("user").ifPresent(user -> login.setProperty("user", user));
        config.secret("password").ifPresent(password -> login.setProperty("password", password));
        Driver driver = driver(context, url);
        return new Jdbc(context.name(), new CallTable(table), () -> driver.connect(url, login));
    }

    /** Not the driver manager, which gives nothing that another class loader brought. */
    private static Driver driver(Context context, String url) {
        ClassLoader loader = context.config()
                .text("driver")
                .map(jar -> loader(context.folder().resolve(jar)))
                .orElse(JdbcFactory.class.getClassLoader());
        return ServiceLoader.load(Driver.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> takes(one, url))
                .findFirst()
                .orElseThrow(() -> new BadConfiguration(
                        "url", "a database for which there is a driver", "none takes it; name its jar as driver"));
    }

    private static boolean takes(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    private static ClassLoader loader(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new BadConfiguration("driver", "a jar", "there is no file " + jar);
        }
        try {
            URL[] place = {jar.toUri().toURL()};
            return new URLClassLoader("driver-" + jar.getFileName(), place, JdbcFactory.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new BadConfiguration("driver", "a jar", "its path is none: " + Optional.ofNullable(e.getMessage()));
        }
    }
}
