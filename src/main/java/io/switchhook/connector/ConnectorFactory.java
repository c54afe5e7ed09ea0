package io.switchhook.connector;

import java.util.List;

/**
 * Makes connectors of one type. Found by {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/io.switchhook.connector.ConnectorFactory}, and give it a public constructor without parameters.
 */
public interface ConnectorFactory {
    /**
     * What stands as {@code type} in the configuration.
     *
     * @return lower-case letters, digits, {@code .} and {@code -}; no two factories the same
     */
    String type();

    /**
     * Which keys the configuration of such a connector may have, beside those that every connector has ({@code name},
     * {@code type}, {@code when}, {@code filter}, {@code limits}, {@code shadow}, {@code start}, {@code allowPrivate},
     * {@code contacts}, {@code createContact}, {@code owners}, {@code popWithin}). Another key is an error, as is a required one that is missing, so that a slip of the pen is found before a call is.
     *
     * @return the keys
     */
    List<Key> keys();

    /**
     * Makes one connector. Called on a thread that may block for a moment; must not ask the CRM yet.
     *
     * @param context what it may use
     * @return the connector, to be closed by the caller
     * @throws BadConfiguration when a value cannot be used
     */
    Connector create(Context context);
}
