package io.switchhook.connector.document;

import io.switchhook.connector.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How requests show who they are from.
 *
 * @param headers header lines, complete
 * @param query parameters of the address
 * @param user name of the user for basic authentication
 * @param password his password
 * @param token where a token is fetched from; the headers then find it as {@code token}
 */
record Credentials(
        Map<String, Template> headers,
        Map<String, Template> query,
        Optional<Template> user,
        Optional<Template> password,
        Optional<Step> token) {
    /** None at all. */
    static final Credentials NONE =
            new Credentials(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Filled-in credentials. */
    record Given(List<Http.Header> headers, Map<String, String> query) {
        static final Given NOTHING = new Given(List.of(), Map.of());
    }

    /** Fills them in. */
    Given given(Map<String, Object> scope) {
        List<Http.Header> lines = new ArrayList<>();
        headers.forEach((name, value) ->
                value.text(scope, UnaryOperator.identity()).ifPresent(text -> lines.add(new Http.Header(name, text))));
        user.ifPresent(name -> lines.add(new Http.Header("authorization", "Basic " + pair(scope, name))));
        Map<String, String> parameters = new LinkedHashMap<>();
        query.forEach((name, value) ->
                value.text(scope, UnaryOperator.identity()).ifPresent(text -> parameters.put(name, text)));
        return new Given(lines, parameters);
    }

    private String pair(Map<String, Object> scope, Template name) {
        String pair = name.text(scope, UnaryOperator.identity()).orElse("") + ":"
                + password.flatMap(word -> word.text(scope, UnaryOperator.identity()))
                        .orElse("");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
