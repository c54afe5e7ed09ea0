package io.switchhook.ringcentral.rest;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths and queries as they travel, both ways. Pure. */
final class RequestUri {
    /** What may stand in a path as it is, by RFC 3986: unreserved, sub-delims, colon, at, slash. */
    private static final String PATH_CHARS = "-._~!$&'()*+,;=:@/";

    private RequestUri() {}

    /**
     * Encodes a path and its query.
     *
     * @param path from the root; {@code %XX} in it is kept, any other character is encoded where it must be
     * @param query in order; a key with several values is repeated
     */
    static String of(String path, Map<String, List<String>> query) {
        Settings.check(
                path.startsWith("/") && !path.contains("/../") && !path.endsWith("/.."),
                "a path from the root without steps upwards",
                path);
        List<String> pairs = new ArrayList<>();
        query.forEach((key, values) -> values.forEach(value -> pairs.add(encode(key) + "=" + encode(value))));
        return encodePath(path) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Reads a query.
     *
     * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
     */
    static Map<String, List<String>> query(String encoded) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!key.isEmpty()) {
                query.computeIfAbsent(key, first -> new ArrayList<>()).add(value);
            }
        }
        return query;
    }

    private static String encodePath(String path) {
        StringBuilder encoded = new StringBuilder();
        for (int index = 0; index < path.length(); ) {
            int symbol = path.codePointAt(index);
            boolean kept = symbol == '%' ? isEscape(path, index) : isPathChar(symbol);
            String text = Character.toString(symbol);
            encoded.append(kept ? text : encode(text));
            index += Character.charCount(symbol);
        }
        return encoded.toString();
    }

    private static boolean isPathChar(int symbol) {
        boolean letterOrDigit = symbol < 128 && Character.isLetterOrDigit(symbol);
        return letterOrDigit || PATH_CHARS.indexOf(symbol) >= 0;
    }

    private static boolean isEscape(String path, int index) {
        return path.length() >= index + 3
                && Character.digit(path.charAt(index + 1), 16) >= 0
                && Character.digit(path.charAt(index + 2), 16) >= 0;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
