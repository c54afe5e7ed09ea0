package io.switchhook.http;

import io.switchhook.config.Secret;
import java.util.Optional;

/**
 * Where the door is and who may enter (product.md 3, {@code http}).
 *
 * @param host the address to listen at; {@code http.host}, 127.0.0.1
 * @param port the port, 0 for any free one; {@code http.port}, 7464
 * @param token what callers must present; {@code http.token}. Without it only this machine may be served
 */
public record HttpSettings(String host, int port, Optional<Secret> token) {
    /** Largest port number. Source: RFC 793. */
    private static final int PORT_MAX = 65_535;

    /** Refuses a port that is none, and an address beyond this machine without a token. */
    public HttpSettings {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "Expected http.port to be a number from 0 to " + PORT_MAX + ", but it is " + port);
        }
        if (token.isEmpty() && !Hosts.isLoopback(host)) {
            throw new IllegalArgumentException("Expected http.token when http.host is not a loopback address, but"
                    + " http.host is " + host + " and there is no token; set http.token or listen at 127.0.0.1");
        }
    }
}
