package io.switchhook.connector.zammad;

import io.switchhook.call.Direction;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Stage;
import io.switchhook.connector.Written;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells Zammad that a call is there, is answered, is over: each once, in this order. Zammad keeps one entry for each
 * {@code callId} and refuses a second one, so a repeated {@code newCall} makes no second entry.
 */
final class Zammad implements Connector {
    private static final String VERSION = "1";

    /** Calls told in part that are remembered at most; chosen. Beyond that an event may be repeated. */
    private static final int KEPT_MAX = 10_000;

    private static final int CONFLICT = 409;

    private final Context context;
    private final URI url;
    private final boolean form;
    /** What was tried last of a call that was not told to where it stands, because a later event failed. */
    private final Map<String, Progress> partly = new ConcurrentHashMap<>();

    Zammad(Context context, URI url, boolean form) {
        this.context = context;
        this.url = url;
        this.form = form;
    }

    @Override
    public Description describe() {
        return Description.ofPictures(VERSION, Guarantee.EXACTLY_ONE);
    }

    /** Only a call would prove the token, so this asks whether anybody is there who does not refuse us. */
    @Override
    public CompletionStage<Checked> check() {
        return context.http().send(Request.of("HEAD", url)).thenApply(Zammad::checked);
    }

    private static Checked checked(Answer answer) {
        boolean ok = answer.status() / 100 != 5 && answer.status() != 401 && answer.status() != 403;
        String words = "HEAD was answered with " + answer.status();
        return new Checked(ok, ok ? words + "; whether the token is right shows with the first call" : words);
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        boolean isKnown = update.earlier().recordId().isPresent();
        if (!isKnown && update.call().direction() == Direction.UNKNOWN && update.stage() == Stage.STARTED) {
            // Zammad takes in or out only, once; a picture that knows will come.
            return CompletableFuture.completedStage(Written.NOTHING);
        }
        List<CtiEvent> missing = CtiEvent.toldBy(update.call()).stream()
                .filter(event -> !isTold(event, update))
                .toList();
        CompletionStage<Void> told = CompletableFuture.completedStage(null);
        for (CtiEvent event : missing) {
            told = told.thenCompose(before -> tell(event, update));
        }
        return told.thenApply(all -> {
            partly.remove(update.key());
            return Written.record(update.key());
        });
    }

    private boolean isTold(CtiEvent event, CallUpdate update) {
        Progress progress = partly.get(update.key());
        if (progress != null && event.compareTo(progress.tried()) < (progress.taken() ? 1 : 0)) {
            return true;
        }
        Optional<Stage> reached =
                update.earlier().recordId().flatMap(id -> update.earlier().reached());
        return switch (event) {
            case NEW_CALL -> reached.isPresent();
            case ANSWER ->
                reached.filter(stage -> stage.compareTo(Stage.ANSWERED) >= 0).isPresent();
            case HANGUP ->
                reached.filter(stage -> stage.compareTo(Stage.ENDED) >= 0).isPresent();
        };
    }

    private CompletionStage<Void> tell(CtiEvent event, CallUpdate update) {
        Progress progress = partly.get(update.key());
        boolean repeated = update.earlier().uncertain() || (progress != null && progress.tried() == event);
        note(update, new Progress(event, false));
        return context.http().send(request(event, update)).thenAccept(answer -> {
            if (!isThereAlready(event, answer, repeated)) {
                answer.orFailure();
            }
            note(update, new Progress(event, true));
        });
    }

    private void note(CallUpdate update, Progress progress) {
        if (partly.size() < KEPT_MAX || partly.containsKey(update.key())) {
            partly.put(update.key(), progress);
        }
    }

    /**
     * Zammad has no status of its own for an entry that exists: its words come with 500 or 422. A conflict of an event that
     * was never sent before proves nothing and is tried again.
     */
    private static boolean isThereAlready(CtiEvent event, Answer answer, boolean repeated) {
        if (answer.isOk() || event != CtiEvent.NEW_CALL) {
            return false;
        }
        boolean said = answer.status() == CONFLICT
                || answer.text().toLowerCase(Locale.ROOT).contains("already exists");
        if (said && !repeated) {
            throw DeliveryFailure.retry(answer.status() + ": Zammad has this callId already");
        }
        return said;
    }

    private Request request(CtiEvent event, CallUpdate update) {
        Request request = Request.of("POST", url).with("accept", "application/json");
        return form
                ? request.body("application/x-www-form-urlencoded", event.form(update))
                : request.json(event.json(update).encode());
    }

    /**
     * How far a call was told.
     *
     * @param tried the event that was sent last
     * @param taken whether it was taken
     */
    private record Progress(CtiEvent tried, boolean taken) {}
}
