package io.switchhook.ringcentral.push;

import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a connection token leads (protocol.md 1.5). */
final class WebSocketAddress {
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    private WebSocketAddress() {}

    /**
     * The address to dial, once, because the token is single use.
     *
     * @param token the platform's answer
     * @param wsc what recovers an earlier session; empty for a fresh one
     * @throws IllegalArgumentException when the answer is none
     */
    static WebSocketConnectOptions of(JsonObject token, Optional<String> wsc) {
        if (!token.containsKey("uri") || !token.containsKey("ws_access_token")) {
            throw new IllegalArgumentException("Expected uri and ws_access_token, but " + token.fieldNames());
        }
        URI uri = URI.create(token.getString("uri"));
        boolean ssl = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        StringBuilder path =
                new StringBuilder(Optional.ofNullable(uri.getRawPath()).orElse("/"));
        path.append('?');
        Optional.ofNullable(uri.getRawQuery())
                .ifPresent(query -> path.append(query).append('&'));
        path.append("access_token=").append(encoded(token.getString("ws_access_token")));
        wsc.ifPresent(kept -> path.append("&wsc=").append(encoded(kept)));
        return new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort() > 0 ? uri.getPort() : ssl ? TLS_PORT : PLAIN_PORT)
                .setSsl(ssl)
                .setURI(path.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
