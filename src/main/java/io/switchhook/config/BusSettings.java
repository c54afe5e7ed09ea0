package io.switchhook.config;

import java.util.Optional;

/**
 * Where programs of other processes reach the event bus, beside {@code /eventbus} of the HTTP interface.
 *
 * @param tcp the TCP bridge; {@code bus.tcp}, none
 */
public record BusSettings(Optional<Tcp> tcp) {
    /** No TCP bridge. */
    public static final BusSettings NONE = new BusSettings(Optional.empty());

    /**
     * The TCP bridge.
     *
     * @param host name or address to listen on; {@code bus.tcp.host}, {@code 127.0.0.1}. Another than a loopback address
     *     needs {@code http.token}
     * @param port {@code bus.tcp.port}, from 0 to 65535; 0 takes a free one. Without it there is no bridge
     */
    public record Tcp(String host, int port) {}
}
