package io.switchhook.kit;

import io.switchhook.kit.StubCrm.Done;
import io.switchhook.kit.StubCrm.Meaning;
import io.switchhook.kit.Trial.Harm;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands between the connector and the CRM, which is a stub or the author's own, and harms requests as the trial wants.
 * Confined to one context.
 */
final class StubDoor {
    private static final String HOST = "127.0.0.1";

    /** Of these bytes the connection is cut after half. */
    private static final String CUT_BODY = "{\"message\": \"this answer never ends";

    private final StubCrm crm;
    private final Witness witness;
    private final Optional<URI> real;
    private final Runnable crash;
    private final HttpServer server;
    private final HttpClient client;
    private final Set<String> unknown = new LinkedHashSet<>();
    private Harms harms = new Harms(Trial.CALM);
    private int requests;

    /**
     * A door that is still shut.
     *
     * @param real the author's own endpoint; empty for the stub
     * @param crash ends the process that delivers
     */
    StubDoor(Vertx vertx, StubCrm crm, Witness witness, Optional<URI> real, Runnable crash) {
        this.crm = crm;
        this.witness = witness;
        this.real = real;
        this.crash = crash;
        this.server = vertx.createHttpServer();
        this.client = vertx.createHttpClient();
    }

    Future<HttpServer> open() {
        return server.requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, HOST);
    }

    Future<Void> close() {
        return client.close().eventually(server::close);
    }

    String address() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    /** A new trial begins. */
    void begin(Harms next) {
        harms = next;
    }

    /** How many requests came so far. */
    int requests() {
        return requests;
    }

    /** Forms of requests that the description does not know. */
    Set<String> unknown() {
        return unknown;
    }

    private void take(HttpServerRequest request, Buffer body) {
        requests++;
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(headers::put);
        Asked asked = Asked.of(request.method().name(), request.uri(), headers, body.toString());
        Optional<Meaning> meaning = crm.understand(asked);
        if (meaning.isEmpty()) {
            unknown.add(asked.toString());
            request.response()
                    .setStatusCode(404)
                    .end("{\"message\":\"the stub knows no " + asked.method() + " here\"}");
            return;
        }
        Harm harm = harms.next(meaning.get());
        if (harm.isDone()) {
            perform(meaning.get(), body).onSuccess(answer -> answer(request, answer, harm));
        } else {
            answer(request, new Ready(200, Map.of(), Buffer.buffer()), harm);
        }
    }

    private Future<Ready> perform(Meaning meaning, Buffer body) {
        return real.isEmpty() ? Future.succeededFuture(stubbed(meaning)) : forwarded(meaning, real.get(), body);
    }

    private Ready stubbed(Meaning meaning) {
        long sequence = meaning.call().map(witness::writing).orElse(0L);
        Done done = crm.perform(meaning, sequence);
        Map<String, String> values = new LinkedHashMap<>(done.values());
        values.put("stub", address());
        Map<String, String> headers = new LinkedHashMap<>();
        if (done.reply().isJson()) {
            headers.put("content-type", "application/json");
        }
        done.reply().headers().forEach((name, value) -> headers.put(name, Reply.filled(value, values)));
        return new Ready(
                done.reply().status(), headers, Buffer.buffer(done.reply().text(values, done.each())));
    }

    /** What the author's endpoint took is noted as the description understands it, so that it can be counted. */
    private Future<Ready> forwarded(Meaning meaning, URI to, Buffer body) {
        Asked asked = meaning.asked();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(asked.method()))
                .setAbsoluteURI(to.toString().replaceFirst("/$", "") + asked.address());
        asked.headers().forEach((name, value) -> {
            if (!name.equals("host") && !name.equals("content-length")) {
                options.putHeader(name, value);
            }
        });
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().map(whole -> {
                    if (answer.statusCode() / 100 == 2) {
                        stubbed(meaning);
                    }
                    Map<String, String> headers = new LinkedHashMap<>();
                    answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                    headers.remove("transfer-encoding");
                    headers.remove("content-length");
                    return new Ready(answer.statusCode(), headers, whole);
                }))
                .otherwise(failure -> new Ready(502, Map.of(), Buffer.buffer(String.valueOf(failure.getMessage()))));
    }

    private void answer(HttpServerRequest request, Ready ready, Harm harm) {
        HttpServerResponse response = request.response();
        switch (harm.kind()) {
            case STATUS -> {
                harm.retryAfter().ifPresent(seconds -> response.putHeader("retry-after", seconds));
                response.setStatusCode(harm.status())
                        .putHeader("content-type", "application/json")
                        .end("{\"message\":\"the kit says " + harm.status() + "\"}");
            }
            case CUT -> {
                response.putHeader("content-length", Integer.toString(2 * CUT_BODY.length()));
                response.write(CUT_BODY).eventually(() -> request.connection().close());
            }
            case CRASH_UNANSWERED -> crash.run();
            case SILENCE -> {
                // The connector gives up first.
            }
            default -> {
                ready.headers().forEach(response::putHeader);
                response.setStatusCode(ready.status()).end(ready.body());
            }
        }
    }

    /** An answer with nothing open in it. */
    private record Ready(int status, Map<String, String> headers, Buffer body) {}
}
