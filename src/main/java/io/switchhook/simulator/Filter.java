package io.switchhook.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event filter with its {@code ~} expanded.
 *
 * @param text as it is shown
 * @param path before the question mark
 * @param query its parameters
 */
record Filter(String text, String path, Map<String, String> query) {
    private static final Pattern ACCOUNT = Pattern.compile("/restapi/v1\\.0/account/(~|\\d+)(/.*)");
    private static final Pattern EXTENSION = Pattern.compile("/extension/(~|\\d+)(/.*)");

    /** Reads a filter; empty when it is none. */
    static Optional<Filter> of(String text, String ownerId) {
        Matcher account = ACCOUNT.matcher(text);
        if (!account.matches()
                || !(account.group(1).equals("~") || account.group(1).equals(Company.ACCOUNT_ID))) {
            return Optional.empty();
        }
        String rest = account.group(2);
        Matcher extension = EXTENSION.matcher(rest);
        if (extension.matches()) {
            String id = extension.group(1).equals("~") ? ownerId : extension.group(1);
            rest = "/extension/" + id + extension.group(2);
        }
        String full = "/restapi/v1.0/account/" + Company.ACCOUNT_ID + rest;
        int mark = full.indexOf('?');
        String path = mark < 0 ? full : full.substring(0, mark);
        return Optional.of(new Filter(full, path, mark < 0 ? Map.of() : parameters(full.substring(mark + 1))));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "true");
        }
        return parameters;
    }

    /** Whether the filter asks for this notice: the same resource, or the account's resource of the same kind. */
    boolean matches(Notice notice) {
        String account = "/restapi/v1.0/account/" + Company.ACCOUNT_ID;
        String extension = notice.extensionId().map(id -> "/extension/" + id).orElse("");
        boolean wanted =
                path.equals(account + extension + notice.resource()) || path.equals(account + notice.resource());
        return wanted && notice.satisfies(query);
    }

    /** The event path as the platform writes it for this filter. */
    String eventPath(Notice notice) {
        String extension = notice.extensionId().map(id -> "/extension/" + id).orElse("");
        int mark = text.indexOf('?');
        boolean keepsQuery = mark >= 0 && !notice.resource().equals("/telephony/sessions");
        return "/restapi/v1.0/account/" + Company.ACCOUNT_ID + extension + notice.resource()
                + (keepsQuery ? text.substring(mark) : "");
    }

    boolean wantsCalls() {
        return "true".equals(query.get("detailedTelephonyState"));
    }
}
