package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.event.Timestamps;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a call is told as it is: its evidence goes through the rules once more, which say at each step what they decided
 * and by which rule; beside it stands what was published. The rules are deterministic, so this is what happened, as long
 * as all of the evidence is there.
 */
public final class Explanation {
    private static final JsonFactory JSON = new JsonFactory();

    /** Longest body that is shown within an explanation, bytes; chosen, longer ones are whole looks at an account. */
    private static final int BODY_MAX = 16 << 10;

    private final Case told;
    private final AccountCalls calls;
    private final Decoder decoder = new Decoder();
    private final List<ExplainedStep> steps = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private Explanation(Case told, RulesConfig config) {
        this.told = told;
        this.calls = new AccountCalls(told.account(), config, true);
        this.ids.add(told.callId());
    }

    /**
     * Explains a call.
     *
     * @param told the call, its evidence and what was published of it
     * @param config how patient the rules were
     * @param now so far time is to pass after the last evidence
     * @return a JSON object on one line, as in openapi.yaml
     */
    public static String of(Case told, RulesConfig config, Instant now) {
        Explanation explanation = new Explanation(told, config);
        explanation.run(now);
        StringWriter text = new StringWriter(4_096);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            explanation.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory, but it failed", e);
        }
        return text.toString();
    }

    private void run(Instant now) {
        calls.beginOnly(List.of(told.callId()));
        for (Piece piece : told.evidence()) {
            TraceLine line = piece.line();
            Decoded decoded = decoder.decode(line.kind(), line.body(), line.via(), line.at());
            if (told.isWhole() && decoded instanceof Decoded.Understood understood) {
                pass(line.at());
                Decision decision = calls.accept(understood.evidence());
                add(new ExplainedStep(line.at(), Optional.of(piece), Optional.of(decoded), Optional.of(decision)));
            } else {
                add(new ExplainedStep(line.at(), Optional.of(piece), Optional.of(decoded), Optional.empty()));
            }
        }
        while (calls.isPending() && !calls.nextDeadline().orElse(Instant.MAX).isAfter(now)) {
            pass(calls.nextDeadline().orElseThrow().plusMillis(1));
        }
    }

    private void pass(Instant until) {
        Optional<Instant> next = calls.nextDeadline();
        while (next.isPresent() && next.get().isBefore(until)) {
            Decision decision = calls.advance(next.get());
            add(new ExplainedStep(next.get(), Optional.empty(), Optional.empty(), Optional.of(decision)));
            next = calls.nextDeadline();
        }
    }

    private void add(ExplainedStep step) {
        for (CallEvent event : step.events()) {
            event.call().ids().telephonySessionId().ifPresent(ids::add);
            ids.addAll(event.call().ids().sessionIds());
        }
        if (step.saysSomething()) {
            steps.add(step);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("call");
        json.writeRawValue(told.snapshot());
        json.writeBooleanField("complete", told.isWhole());
        json.writeNumberField("letGo", told.letGo());
        json.writeArrayFieldStart("steps");
        Set<String> shown = new LinkedHashSet<>();
        for (ExplainedStep step : steps) {
            write(json, step, shown);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unexplained");
        for (Published event : told.published()) {
            if (!shown.contains(event.key())) {
                event.write(json);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, ExplainedStep step, Set<String> shown) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", Timestamps.text(step.at()));
        if (step.piece().isPresent()) {
            writeEvidence(json, step.piece().get(), step.decoded().orElseThrow());
        } else {
            json.writeNullField("evidence");
        }
        ReasoningJson.write(json, step.reasonings());
        json.writeArrayFieldStart("published");
        for (CallEvent event : step.events()) {
            for (Published published : told.published()) {
                if (published.key().equals(event.id() + " " + event.type().word())) {
                    shown.add(published.key());
                    published.write(json);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeEvidence(JsonGenerator json, Piece piece, Decoded decoded) throws IOException {
        TraceLine line = piece.line();
        json.writeObjectFieldStart("evidence");
        json.writeNumberField("offset", piece.offset());
        json.writeStringField("kind", line.kind());
        json.writeStringField("via", line.via());
        EvidenceFacts.write(json, decoded, ids);
        json.writeNumberField("bytes", line.body().length);
        if (line.body().length > BODY_MAX) {
            json.writeNullField("body");
        } else {
            json.writeFieldName("body");
            json.writeRawValue(Quoted.json(line.body()));
        }
        json.writeEndObject();
    }

    /**
     * A call to be explained.
     *
     * @param account the account's label
     * @param callId the call
     * @param snapshot its newest snapshot, JSON
     * @param evidence what spoke of it, and the gaps of the sources at the time, in order of arrival
     * @param letGo how many pieces of evidence about it are no longer there
     * @param published its events in order
     */
    public record Case(
            String account,
            String callId,
            String snapshot,
            List<Piece> evidence,
            long letGo,
            List<Published> published) {
        /** Copies the lists. */
        public Case {
            evidence = List.copyOf(evidence);
            published = List.copyOf(published);
        }

        boolean isWhole() {
            return letGo == 0;
        }
    }

    /**
     * One piece of evidence.
     *
     * @param offset its place in the journal
     * @param line what came
     */
    public record Piece(long offset, TraceLine line) {}

    /**
     * One event that was published.
     *
     * @param offset its place in the journal
     * @param id its id
     * @param type its type without prefix
     */
    public record Published(long offset, String id, String type) {
        String key() {
            return id + " " + type;
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("type", type);
            json.writeNumberField("offset", offset);
            json.writeEndObject();
        }
    }
}
