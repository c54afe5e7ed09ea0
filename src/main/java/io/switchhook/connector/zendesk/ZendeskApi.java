package io.switchhook.connector.zendesk;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletionStage;

/** Requests to Zendesk with the token of an agent. */
final class ZendeskApi {
    private final Http http;
    private final URI url;
    private final String authorization;

    ZendeskApi(Http http, URI url, String email, String token) {
        this.http = http;
        this.url = url;
        byte[] login = (email + "/token:" + token).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
    }

    CompletionStage<Answer> get(String path) {
        return http.send(request("GET", path));
    }

    CompletionStage<Answer> post(String path, JsonObject body) {
        return http.send(request("POST", path).json(body.encode()));
    }

    /** Creates; a call object has no field for our key, so that it stands where proxies and logs show it. */
    CompletionStage<Answer> create(String path, JsonObject body, String key) {
        return http.send(request("POST", path).with("x-switchhook-call", key).json(body.encode()));
    }

    CompletionStage<Answer> patch(String path, JsonObject body) {
        return http.send(request("PATCH", path).json(body.encode()));
    }

    private Request request(String method, String path) {
        return Request.of(method, URI.create(url + path))
                .with("authorization", authorization)
                .with("accept", "application/json");
    }

    /** The path of a page that an answer names by its whole address; empty when it is not on this server. */
    String pathOf(String address) {
        return address.startsWith(url + "/") ? address.substring(url.toString().length()) : "";
    }

    static JsonObject read(Answer answer) {
        try {
            return new JsonObject(answer.orFailure().text());
        } catch (DecodeException e) {
            throw DeliveryFailure.retry(answer.status() + " with a body that is no JSON object");
        }
    }
}
