package io.switchhook.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the platform posts notifications: {@code POST /webhooks/ringcentral/ACCOUNT} (protocol.md 3.2). The answer is
 * small, and waits for neither the account nor the journal, because the platform counts 3 s as a failure.
 */
public final class WebhookDoor implements Consumer<Router> {
    /** Before the account's name; the configured public address stands in front of it (product.md 8). */
    public static final String PATH = "/webhooks/ringcentral/";

    /** Largest body taken, 4 MiB: a presence of 2,000 extensions is 2 MB. A larger one is answered 413. */
    private static final long BODY_MAX = 4L * 1024 * 1024;

    private static final String PROBE = "Validation-Token";
    private static final String DELIVERY = "Verification-Token";

    /** Longest token that is echoed: the whole answer must stay below 1,024 bytes (protocol.md 3.2). */
    private static final int ECHO_MAX = 512;

    private final Map<String, Inbox> accounts;

    /** Who takes the deliveries of one account. */
    public interface Inbox {
        /**
         * Takes a delivery; called on the server's event loop, must not block.
         *
         * @param presented what the headers say that may carry the account's token; the token is in neither log
         * @param body the notification, unread
         * @return what became of it, well within 3 s; never fails
         */
        Future<Taken> take(List<String> presented, byte[] body);
    }

    /** What became of a delivery. */
    public enum Taken {
        /** Answered 200. */
        ACCEPTED,
        /** It does not carry the account's token: answered 401. */
        STRANGER,
        /** It cannot be taken now: answered 503. */
        BUSY
    }

    /**
     * A door for some accounts.
     *
     * @param accounts by name
     */
    public WebhookDoor(Map<String, Inbox> accounts) {
        this.accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }

    @Override
    public void accept(Router router) {
        router.post(PATH + ":account")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX))
                .handler(this::take);
    }

    private void take(RoutingContext ctx) {
        Inbox inbox = accounts.get(ctx.pathParam("account"));
        HttpServerRequest request = ctx.request();
        byte[] body = ctx.body().isEmpty() ? new byte[0] : ctx.body().buffer().getBytes();
        if (inbox == null) {
            ctx.fail(
                    404,
                    new Problem(
                            404,
                            "no-such-hook",
                            "Expected the name of an account with the transport webhook, but it is another",
                            "Compare the path with accounts[].name and accounts[].transports."));
        } else if (body.length == 0 && request.getHeader(PROBE) != null) {
            welcome(ctx);
        } else {
            List<String> presented = Stream.of(request.getHeader(DELIVERY), request.getHeader(PROBE))
                    .filter(Objects::nonNull)
                    .toList();
            inbox.take(presented, body).onSuccess(taken -> answer(ctx, taken));
        }
    }

    private static void answer(RoutingContext ctx, Taken taken) {
        switch (taken) {
            case ACCEPTED -> welcome(ctx);
            case STRANGER ->
                ctx.fail(
                        401,
                        new Problem(
                                401,
                                "not-our-token",
                                "Expected the token that this hook was created with, but it is another or none",
                                "Only the platform is expected here; delete hooks that lead here and are not ours."));
            case BUSY ->
                ctx.fail(
                        503,
                        new Problem(
                                503,
                                "busy",
                                "Expected the account to take notifications, but it is being opened or closed or has too many",
                                "Nothing to do: the account looks for itself at what it missed."));
        }
    }

    /** The other headers of our answers are for browsers, and would only use up the platform's 1,024 bytes. */
    private static void welcome(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.headers().clear();
        Optional.ofNullable(ctx.request().getHeader(PROBE))
                .filter(token -> token.length() <= ECHO_MAX)
                .ifPresent(token -> response.putHeader(PROBE, token));
        Answers.text(ctx, 200, "application/json", "");
    }
}
