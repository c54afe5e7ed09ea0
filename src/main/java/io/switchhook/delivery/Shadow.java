package io.switchhook.delivery;

import io.switchhook.connector.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stands between a connector and its CRM: in shadow mode the first request that would change something is shown instead
 * of sent. What only asks goes through.
 */
final class Shadow implements Http {
    /** Most characters that are shown of a body; chosen: a whole record. */
    private static final int SHOWN_MAX = 16_000;

    private final Http real;
    private final List<String> secrets;
    private volatile boolean on;

    /**
     * Sends for real until it is set.
     *
     * @param secrets values that are never shown
     */
    Shadow(Http real, List<String> secrets) {
        this.real = real;
        this.secrets = List.copyOf(secrets);
    }

    boolean isOn() {
        return on;
    }

    void set(boolean shown) {
        on = shown;
    }

    @Override
    public CompletionStage<Answer> send(Request request) {
        return on && !request.asking() ? CompletableFuture.failedStage(new Shown(show(request))) : real.send(request);
    }

    private String show(Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String text = request.method() + " " + request.uri() + "\n"
                + (body.length() > SHOWN_MAX ? body.substring(0, SHOWN_MAX) + "…" : body);
        for (String secret : secrets) {
            text = secret.isEmpty() ? text : text.replace(secret, "***");
        }
        return text;
    }

    /** Ends a delivery that is only shown. */
    static final class Shown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Shown(String request) {
            super(request, null, false, false);
        }
    }
}
