package io.switchhook.ringcentral.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the platform said about a refusal, whichever of its body shapes it used (protocol.md 1.4, 2.3).
 *
 * @param codes every code and legacy word, most specific first ({@code CMN-102}, then {@code InvalidParameter})
 * @param parameters the names of the parameters that it complains about
 * @param permission the permission that is missing, when it says so
 * @param detail its text, for people; may hold telephone numbers, so it is never logged
 */
public record PlatformError(List<String> codes, List<String> parameters, Optional<String> permission, String detail) {
    /** Nothing was said. */
    public static final PlatformError NONE = of();

    /** Longest text kept. Chosen: gateways answer with whole pages. */
    private static final int DETAIL_CHARS_MAX = 500;

    private static final Pattern CHALLENGE = Pattern.compile("\\b(error|error_description)=\"([^\"]*)\"");

    /** Copies the lists. */
    public PlatformError {
        codes = List.copyOf(codes);
        parameters = List.copyOf(parameters);
    }

    /**
     * An error that consists of codes alone.
     *
     * @param codes the codes, most specific first
     * @return the error
     */
    public static PlatformError of(String... codes) {
        return new PlatformError(List.of(codes), List.of(), Optional.empty(), "");
    }

    /**
     * Reads a refusal. Never fails: what cannot be read is kept as text.
     *
     * @param body the body as received; may be anything
     * @param challenge the {@code WWW-Authenticate} header, or empty; used when the body names no code
     * @return what was understood
     */
    public static PlatformError read(Buffer body, String challenge) {
        PlatformError said = asJson(body).map(PlatformError::ofJson).orElseGet(() -> ofText(body.toString()));
        return said.codes.isEmpty() ? said.or(ofChallenge(challenge)) : said;
    }

    private PlatformError or(PlatformError other) {
        return new PlatformError(other.codes, parameters, permission, detail.isEmpty() ? other.detail : detail);
    }

    private static Optional<JsonObject> asJson(Buffer body) {
        try {
            return body.length() == 0 ? Optional.empty() : Optional.of(body.toJsonObject());
        } catch (DecodeException | ClassCastException notAnObject) {
            return Optional.empty();
        }
    }

    private static PlatformError ofText(String text) {
        return new PlatformError(List.of(), List.of(), Optional.empty(), cut(text.strip()));
    }

    private static PlatformError ofJson(JsonObject body) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        List<JsonObject> parts = new ArrayList<>(errorsOf(body));
        parts.add(body);
        String permission = "";
        String detail = "";
        for (JsonObject part : parts) {
            addText(codes, part, "errorCode");
            addText(codes, part, "error");
            addText(parameters, part, "parameterName");
            objects(part.getValue("parameters")).forEach(named -> addText(parameters, named, "parameterName"));
            permission = permission.isEmpty() ? text(part, "permissionName") : permission;
            detail = detail.isEmpty() ? text(part, "message") : detail;
            detail = detail.isEmpty() ? text(part, "error_description") : detail;
        }
        return new PlatformError(
                List.copyOf(codes),
                List.copyOf(parameters),
                Optional.of(permission).filter(name -> !name.isEmpty()),
                cut(detail));
    }

    private static List<JsonObject> errorsOf(JsonObject body) {
        return objects(body.getValue("errors"));
    }

    private static List<JsonObject> objects(Object value) {
        if (!(value instanceof JsonArray array)) {
            return List.of();
        }
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static PlatformError ofChallenge(String challenge) {
        List<String> codes = new ArrayList<>();
        String detail = "";
        Matcher pair = CHALLENGE.matcher(challenge);
        while (pair.find()) {
            if (pair.group(1).equals("error")) {
                codes.add(pair.group(2));
            } else {
                detail = pair.group(2);
            }
        }
        return new PlatformError(codes, List.of(), Optional.empty(), cut(detail));
    }

    private static void addText(Set<String> found, JsonObject part, String key) {
        String value = text(part, key);
        if (!value.isEmpty()) {
            found.add(value);
        }
    }

    private static String text(JsonObject part, String key) {
        return part.getValue(key) instanceof String value ? value : "";
    }

    private static String cut(String text) {
        return text.length() <= DETAIL_CHARS_MAX ? text : text.substring(0, DETAIL_CHARS_MAX);
    }

    /** The codes and parameter names; the platform's text is left out, because it may hold telephone numbers. */
    @Override
    public String toString() {
        String words = codes.isEmpty() ? "no code" : String.join(", ", codes);
        String named = parameters.isEmpty() ? "" : " for " + String.join(", ", parameters);
        return words
                + named
                + permission.map(name -> ", permission " + name + " missing").orElse("");
    }
}
