package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes personal data out of a recording so that the same stories can be told of it: each telephone number becomes
 * another of the same form, each name a numbered one, the same for the same throughout the recording. What is not known
 * to be harmless is replaced too; identifiers of accounts, extensions, sessions and parties stay.
 *
 * <p>Not thread-safe. Two redactors with the same key give the same numbers.
 */
public final class Redactor {
    private static final JsonFactory JSON = new JsonFactory();

    /** Members are kept whose names are plainly names of members, and not data. */
    private static final Pattern MEMBER = Pattern.compile("[a-z][A-Za-z_]{0,40}[0-9]{0,2}");

    private final RedactedValues values;

    /**
     * A redactor that has seen nothing yet.
     *
     * @param key 1 byte or more, from which numbers are made; a random one lets nobody compare recordings
     */
    public Redactor(byte[] key) {
        this.values = new RedactedValues(new Pseudonyms(key));
    }

    /**
     * Redacts a line.
     *
     * @param line as recorded
     * @return the same without personal data; a body that is no JSON object or list becomes a text with its length
     */
    public TraceLine redact(TraceLine line) {
        byte[] body = line.body();
        if (body.length == 0 || "{[".indexOf(body[0]) < 0) {
            return with(line, Quoted.text("(not JSON, " + length(body) + " bytes)"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
        try (JsonParser in = JSON.createParser(body);
                JsonGenerator to = JSON.createGenerator(out)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                copy(line.kind(), token, in, to);
            }
        } catch (IOException broken) {
            return with(line, Quoted.text("(not JSON, " + body.length + " bytes)"));
        }
        return with(line, out.toString(StandardCharsets.UTF_8));
    }

    private TraceLine with(TraceLine line, String body) {
        return new TraceLine(line.at(), line.account(), line.kind(), line.via(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A text's own length, without its quotes and escapes. */
    private static int length(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            return in.nextToken() == JsonToken.VALUE_STRING
                    ? in.getText().getBytes(StandardCharsets.UTF_8).length
                    : body.length;
        } catch (IOException broken) {
            return body.length;
        }
    }

    private void copy(String kind, JsonToken token, JsonParser in, JsonGenerator to) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            copyName(kind, in, to);
        } else if (token == JsonToken.VALUE_STRING) {
            to.writeString(values.text(treatment(kind, in), in.getText()));
        } else if (token.isNumeric()) {
            to.writeNumber(values.number(treatment(kind, in), in.getText()));
        } else {
            to.copyCurrentEvent(in);
        }
    }

    private void copyName(String kind, JsonParser in, JsonGenerator to) throws IOException {
        String name = in.currentName();
        if (Treatment.of(kind, name) == Treatment.REMOVED) {
            in.nextToken();
            in.skipChildren();
        } else {
            to.writeFieldName(MEMBER.matcher(name).matches() ? name : values.text(Treatment.MASKED, name));
        }
    }

    /** By the member that the value belongs to, directly or as an element of its list. */
    private static Treatment treatment(String kind, JsonParser in) {
        JsonStreamContext context = in.getParsingContext();
        while (context.inArray()) {
            context = context.getParent();
        }
        return context.inObject() ? Treatment.of(kind, context.getCurrentName()) : Treatment.MASKED;
    }
}
