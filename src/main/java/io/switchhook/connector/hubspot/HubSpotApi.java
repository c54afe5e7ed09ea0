package io.switchhook.connector.hubspot;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Requests to HubSpot with their token. */
final class HubSpotApi {
    static final String CALLS = "/crm/v3/objects/calls";
    static final String CONTACTS = "/crm/v3/objects/contacts";

    private final Http http;
    private final URI url;
    private final String token;

    HubSpotApi(Http http, URI url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    CompletionStage<Answer> get(String path) {
        return http.send(request("GET", path));
    }

    CompletionStage<Answer> post(String path, JsonObject body) {
        return http.send(request("POST", path).json(body.encode()));
    }

    /** A search is a POST that changes nothing. */
    CompletionStage<Answer> search(String path, JsonObject body) {
        return http.send(request("POST", path).json(body.encode()).onlyAsking());
    }

    CompletionStage<Answer> patch(String path, JsonObject body) {
        return http.send(request("PATCH", path).json(body.encode()));
    }

    private Request request(String method, String path) {
        return Request.of(method, URI.create(url + path))
                .with("authorization", "Bearer " + token)
                .with("accept", "application/json");
    }

    /** The body of a success; a success without one that can be read leaves open what became of the request. */
    static JsonObject read(Answer answer) {
        try {
            return new JsonObject(answer.orFailure().text());
        } catch (DecodeException e) {
            throw DeliveryFailure.retry(answer.status() + " with a body that is no JSON object");
        }
    }
}
