package io.switchhook.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * One request of the REST API, over HTTP or over a socket.
 *
 * @param method upper case
 * @param path without query
 * @param query decoded parameters
 * @param body JSON, empty object when there was none
 * @param session whose token it carries
 * @param socket the socket that it came over
 * @param ids the path's account and extension ids, {@code ~} still in it
 */
record RestCall(
        String method,
        String path,
        MultiMap query,
        JsonObject body,
        Tokens.Session session,
        Optional<SocketSession> socket,
        List<String> ids) {

    int number(String name, int otherwise) {
        String text = query.get(name);
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The query parameters but for the page's, ready to be continued; percent signs doubled for a format. */
    String queryWithoutPage() {
        StringBuilder text = new StringBuilder();
        query.forEach(entry -> {
            if (!entry.getKey().equals("page") && !entry.getKey().equals("perPage")) {
                text.append(entry.getKey())
                        .append('=')
                        .append(java.net.URLEncoder.encode(entry.getValue(), java.nio.charset.StandardCharsets.UTF_8)
                                .replace("%", "%%"))
                        .append('&');
            }
        });
        return text.toString();
    }

    RestCall with(Tokens.Session known, List<String> found) {
        return new RestCall(method, path, query, body, known, socket, found);
    }
}
