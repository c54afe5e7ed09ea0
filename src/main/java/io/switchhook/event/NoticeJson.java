package io.switchhook.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes operational events in the same envelope as calls, with {@code data.source}, or {@code data.connector}, in place of {@code data.call}. */
public final class NoticeJson {
    private static final String SCHEMA = "urn:io.switchhook:source:1";
    private static final String CONNECTOR_SCHEMA = "urn:io.switchhook:connector:1";
    private static final JsonFactory JSON = new JsonFactory();

    private NoticeJson() {}

    /**
     * Writes one operational event.
     *
     * @param notice the event
     * @param account the account's label
     * @param sequence its number among the notices of its source, from 1
     * @param offset its place in the journal, from 1
     * @param publishedAt when it is made visible
     * @return the envelope on one line
     */
    public static String write(Notice notice, String account, long sequence, long offset, Instant publishedAt) {
        StringWriter text = new StringWriter(768);
        String subject = notice.subject(account);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("type", EventJson.TYPE_PREFIX + notice.type().word());
            json.writeStringField("source", source(notice, account));
            json.writeStringField("id", id(subject, sequence));
            json.writeStringField("time", Timestamps.text(notice.occurredAt()));
            json.writeStringField("subject", subject);
            json.writeStringField("sequence", Sequences.text(sequence));
            json.writeStringField("partitionkey", subject);
            json.writeStringField("dataschema", notice.type().isOfConnector() ? CONNECTOR_SCHEMA : SCHEMA);
            json.writeStringField("datacontenttype", "application/json");
            json.writeObjectFieldStart("data");
            json.writeNumberField("offset", offset);
            json.writeStringField("occurredAt", Timestamps.text(notice.occurredAt()));
            json.writeStringField("observedAt", Timestamps.text(notice.observedAt()));
            json.writeStringField("publishedAt", Timestamps.text(publishedAt));
            writeOrigin(json, notice, account);
            writeFacts(json, notice);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory, but it failed", e);
        }
        return text.toString();
    }

    /**
     * The id of a notice; it never changes.
     *
     * @param subject what it is numbered under
     * @param sequence its number
     * @return for example {@code sources/acme/websocket:000001}
     */
    public static String id(String subject, long sequence) {
        return subject + ":" + Sequences.text(sequence);
    }

    private static String source(Notice notice, String account) {
        return notice.type().isOfConnector()
                ? "/connectors/" + notice.source()
                : "/accounts/" + account + "/sources/" + notice.source();
    }

    /** A connector has no account, so the member is absent (vocabulary.md C4, 10). */
    private static void writeOrigin(JsonGenerator json, Notice notice, String account) throws IOException {
        if (notice.type().isOfConnector()) {
            json.writeStringField("connector", notice.source());
        } else {
            json.writeStringField("account", account);
            json.writeStringField("source", notice.source());
        }
    }

    private static void writeFacts(JsonGenerator json, Notice notice) throws IOException {
        for (Notice.Fact fact : notice.facts()) {
            if (fact instanceof Notice.Text text) {
                json.writeStringField(text.name(), text.value());
            } else if (fact instanceof Notice.Count count) {
                json.writeNumberField(count.name(), count.value());
            }
        }
    }
}
