package io.switchhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Health;
import io.switchhook.call.Leg;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Logged;
import io.switchhook.call.Moment;
import io.switchhook.call.Outcome;
import io.switchhook.call.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the snapshot of a call, the other direction of {@link CallJson}: writing what was read gives the same bytes. What
 * the JSON does not tell (whether the call log is still asked) is not known afterwards.
 */
final class CallReader {
    private CallReader() {}

    static Call read(JsonNode call, boolean unverified) {
        return new Call(
                call.path("id").asText(),
                call.path("account").asText(),
                text(call, "accountId"),
                call.path("conversationId").asText(),
                ids(call.path("ids")),
                CallState.valueOf(call.path("state").asText()),
                Health.valueOf(call.path("health").asText()),
                call.path("version").asLong(),
                Direction.valueOf(upper(call, "direction")),
                call.path("origin").asText(),
                end(call.path("external"), "raw"),
                end(call.path("dialed"), "number"),
                end(call.path("user"), "number"),
                answeredBy(call.path("answeredBy")),
                times(call.path("times")),
                durations(call.path("durations")),
                list(call.path("legs"), CallReader::leg),
                text(call, "outcome").map(word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT))),
                text(call, "cause"),
                text(call, "endedBy"),
                call.path("provisional").asBoolean(),
                list(
                        call.path("history"),
                        step -> moment(
                                step, CallState.valueOf(step.path("state").asText()))),
                around(call),
                new Logged(unverified, false, recordings(call.path("recordings")), voicemail(call.path("voicemail"))));
    }

    private static Call.Ids ids(JsonNode ids) {
        return new Call.Ids(
                texts(ids.path("telephonySessionIds")), texts(ids.path("sessionIds")), texts(ids.path("callLogIds")));
    }

    private static Optional<Endpoint> end(JsonNode end, String number) {
        if (!end.isObject()) {
            return Optional.empty();
        }
        Optional<PhoneNumber> known = text(end, number).map(raw -> new PhoneNumber(raw, text(end, "e164")));
        return Optional.of(new Endpoint(known, text(end, "name"), text(end, "extensionId")));
    }

    private static Optional<Call.AnsweredBy> answeredBy(JsonNode by) {
        return by.isObject()
                ? Optional.of(new Call.AnsweredBy(
                        LegKind.valueOf(upper(by, "kind")),
                        text(by, "extensionId"),
                        by.path("legId").asText()))
                : Optional.empty();
    }

    private static Call.Times times(JsonNode times) {
        return new Call.Times(
                Instant.parse(times.path("startedAt").asText()),
                text(times, "ringingAt").map(Instant::parse),
                text(times, "answeredAt").map(Instant::parse),
                text(times, "endedAt").map(Instant::parse));
    }

    private static Call.Durations durations(JsonNode sums) {
        return new Call.Durations(
                sums.path("queueMs").asLong(),
                sums.path("ringMs").asLong(),
                sums.path("talkMs").asLong(),
                sums.path("holdMs").asLong(),
                sums.path("totalMs").asLong());
    }

    private static Leg leg(JsonNode leg) {
        return new Leg(
                leg.path("id").asText(),
                texts(leg.path("aliases")),
                LegState.valueOf(upper(leg, "state")),
                LegDirection.valueOf(upper(leg, "direction")),
                LegKind.valueOf(upper(leg, "kind")),
                text(leg, "extensionId"),
                text(leg, "number").map(PhoneNumber::of),
                text(leg, "name"),
                text(leg, "reason"),
                list(leg.path("history"), step -> moment(step, LegState.valueOf(upper(step, "state")))));
    }

    private static <S> Moment<S> moment(JsonNode step, S state) {
        return new Moment<>(
                state, Instant.parse(step.path("at").asText()), Certainty.valueOf(upper(step, "certainty")));
    }

    private static Call.Around around(JsonNode call) {
        JsonNode queue = call.path("queue");
        List<Call.Recording> told = new ArrayList<>();
        for (JsonNode recording : call.path("recordings")) {
            text(recording, "legId")
                    .ifPresent(leg -> told.add(new Call.Recording(
                            recording.path("id").asText(),
                            leg,
                            recording.path("state").asText())));
        }
        return new Call.Around(
                queue.isObject()
                        ? Optional.of(new Call.Queue(text(queue, "extensionId"), text(queue, "name")))
                        : Optional.empty(),
                text(call.path("park"), "location"),
                told,
                list(
                        call.path("links"),
                        link -> new Call.Link(
                                link.path("rel").asText(),
                                link.path("callId").asText(),
                                Certainty.valueOf(upper(link, "certainty")))));
    }

    private static List<Logged.Recording> recordings(JsonNode recordings) {
        List<Logged.Recording> files = new ArrayList<>();
        for (JsonNode recording : recordings) {
            Optional<Duration> length = recording.path("durationMs").isNumber()
                    ? Optional.of(Duration.ofMillis(recording.path("durationMs").asLong()))
                    : Optional.empty();
            text(recording, "uri")
                    .ifPresent(uri -> files.add(new Logged.Recording(
                            recording.path("id").asText(), uri, text(recording, "contentType"), length)));
        }
        return files;
    }

    private static Optional<Logged.Voicemail> voicemail(JsonNode voicemail) {
        return voicemail.isObject()
                ? Optional.of(new Logged.Voicemail(
                        voicemail.path("id").asText(), voicemail.path("uri").asText()))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static String upper(JsonNode node, String field) {
        return node.path(field).asText().toUpperCase(Locale.ROOT);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>(array.size());
        array.forEach(item -> values.add(read.apply(item)));
        return values;
    }
}
