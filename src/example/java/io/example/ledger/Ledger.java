package io.example.ledger;

import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Written;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Writes calls to a ledger: POST makes an entry, PUT changes it, GET finds it. Repeats and memory are the daemon's. */
record Ledger(Context context) implements Connector {
    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([^\"]+)\"");

    @Override
    public Description describe() {
        return Description.ofPictures("1", Guarantee.EXACTLY_ONE);
    }

    @Override
    public CompletionStage<Checked> check() {
        return context.http()
                .send(request("GET", "/me"))
                .thenApply(answer -> new Checked(answer.isOk(), "the ledger answers " + answer.status()));
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        if (update.earlier().recordId().isPresent() || !update.earlier().uncertain()) {
            return write(update.earlier().recordId(), update);
        }
        // A request went out before, and nobody knows what became of it: the ledger is asked first.
        return context.http()
                .send(request("GET", "/entries?reference=" + update.key()))
                .thenCompose(found -> write(id(found.orFailure().text()), update));
    }

    private CompletionStage<Written> write(Optional<String> id, CallUpdate update) {
        String body = "{\"reference\":\"%s\",\"direction\":\"%s\",\"talkedSeconds\":%d}"
                .formatted(
                        update.key(),
                        update.call().direction().word(),
                        update.call().durations().talkMs() / 1_000);
        Request request = id.map(known -> request("PUT", "/entries/" + known)).orElse(request("POST", "/entries"));
        return context.http()
                .send(request.json(body))
                .thenApply(answer -> Written.record(id(answer.orFailure().text()).orElseThrow()));
    }

    private static Optional<String> id(String json) {
        return ID.matcher(json).results().findFirst().map(found -> found.group(1));
    }

    private Request request(String method, String path) {
        Request request = Request.of(method, URI.create(context.config().requiredText("url") + path));
        return context.config().secret("token").map(token -> request.with("authorization", "Bearer " + token)).orElse(request);
    }
}
