package io.switchhook.cli;

import io.switchhook.delivery.ReplayOrder;
import io.switchhook.http.Problem;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request wants to be delivered once more; a wrong parameter is a {@link Problem} that names it.
 *
 * @param from told at or after
 * @param to told before
 * @param call any id of the call
 * @param type of this type
 * @param dry whether it is only counted
 */
record ReplayRequest(
        Optional<Instant> from, Optional<Instant> to, Optional<String> call, Optional<String> type, boolean dry) {
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("from", "to", "call", "type", "all", "dryRun", "token"));

    /** Reads the parameters; all that there is has to be asked for in so many words. */
    static ReplayRequest of(MultiMap parameters) {
        for (String name : parameters.names()) {
            if (!KNOWN.contains(name)) {
                throw new Problem(
                        400,
                        "unknown-parameter",
                        "Expected one of " + KNOWN + ", but the parameter is \"" + name + "\"",
                        "Correct the name or leave it out.");
            }
        }
        ReplayRequest request = new ReplayRequest(
                moment(parameters, "from"),
                moment(parameters, "to"),
                Optional.ofNullable(parameters.get("call")),
                Optional.ofNullable(parameters.get("type")).map(ReplayRequest::type),
                flag(parameters, "dryRun"));
        boolean narrowed = request.from.isPresent()
                || request.to.isPresent()
                || request.call.isPresent()
                || request.type.isPresent();
        if (!narrowed && !flag(parameters, "all")) {
            throw new Problem(
                    400,
                    "everything",
                    "Expected from, to, call, type or all=true, but there is none",
                    "Say all=true to deliver everything once more.");
        }
        return request;
    }

    ReplayOrder order(Optional<String> callId) {
        return new ReplayOrder(from, to, callId, type, dry);
    }

    private static Optional<Instant> moment(MultiMap parameters, String name) {
        String text = parameters.get(name);
        try {
            return Optional.ofNullable(text)
                    .map(time -> OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException e) {
            throw Problem.badParameter(name, "a time like 2026-03-04T09:15:31Z", text);
        }
    }

    private static String type(String text) {
        if (!text.matches("[a-z]+(\\.[a-z]+)*(\\.\\*)?")) {
            throw Problem.badParameter("type", "a name like call.ended or call.*", text);
        }
        return text;
    }

    private static boolean flag(MultiMap parameters, String name) {
        String text = parameters.contains(name) ? parameters.get(name) : "false";
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.badParameter(name, "true or false", text);
        }
        return text.equals("true");
    }
}
