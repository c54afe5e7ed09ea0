package io.switchhook.connector.webhook;

import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends each event under its id, which never changes: a receiver that has seen the id drops the repeat. */
final class Webhook implements Connector {
    private static final String VERSION = "1";

    /** Members of the envelope that are attributes, each a header of its own in binary mode; {@code data} is the rest. */
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "type", "source", "id", "time", "subject", "sequence", "partitionkey", "dataschema");

    /** Statuses by which a receiver says that it would take no event either. */
    private static final List<Integer> CLOSED = List.of(401, 403, 404, 410);

    private final Context context;
    private final URI url;
    private final Signature signature;
    private final boolean binary;

    Webhook(Context context, URI url, Signature signature, boolean binary) {
        this.context = context;
        this.url = url;
        this.signature = signature;
        this.binary = binary;
    }

    @Override
    public Description describe() {
        return Description.ofEvents(VERSION, Guarantee.AT_LEAST_ONE);
    }

    /** A webhook can only be tried by an event; this finds out whether anybody is there. */
    @Override
    public CompletionStage<Checked> check() {
        return context.http().send(Request.of("HEAD", url)).thenApply(Webhook::checked);
    }

    private static Checked checked(Answer answer) {
        boolean ok = answer.status() < 500 && !CLOSED.contains(answer.status());
        return new Checked(ok, "HEAD was answered with " + answer.status());
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        return context.http().send(request(update)).thenApply(answer -> {
            answer.orFailure();
            return Written.NOTHING;
        });
    }

    private Request request(CallUpdate update) {
        Request request = Request.of("POST", url);
        String body = update.envelope();
        if (binary) {
            JsonObject envelope = new JsonObject(body);
            body = envelope.getJsonObject("data").encode();
            for (String attribute : ATTRIBUTES) {
                request = request.with("ce-" + attribute, header(envelope.getString(attribute)));
            }
            request = request.body("application/json", body);
        } else {
            request = request.body("application/cloudevents+json; charset=UTF-8", body);
        }
        long now = context.clock().instant().getEpochSecond();
        String id = update.event().id();
        request = request.with("webhook-id", id).with("webhook-timestamp", Long.toString(now));
        return signature.isEmpty() ? request : request.with("webhook-signature", signature.of(id, now, body));
    }

    /** Other than printable ASCII is written in percents (CloudEvents HTTP binding 3.1.3.2). */
    private static String header(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints().forEach(letter -> {
            boolean plain = letter > ' ' && letter < 0x7f && letter != '"' && letter != '%';
            String one = Character.toString(letter);
            text.append(
                    plain ? one : URLEncoder.encode(one, StandardCharsets.UTF_8).replace("+", "%20"));
        });
        return text.toString();
    }
}
