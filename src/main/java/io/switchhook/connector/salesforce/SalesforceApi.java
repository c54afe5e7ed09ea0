package io.switchhook.connector.salesforce;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Requests to Salesforce with their token, and what its error codes mean. */
final class SalesforceApi {
    private static final int MULTIPLE_CHOICES = 300;
    private static final int CONFLICT = 409;

    /** The day's requests are used up (403): asking every few seconds would not bring them back. Chosen. */
    private static final Duration USED_UP = Duration.ofMinutes(5);

    /** Somebody else is at the same record, or our own request of a moment ago is; it passes. */
    private static final List<String> PASSING =
            List.of("UNABLE_TO_LOCK_ROW", "DUPLICATE_VALUE", "SERVER_UNAVAILABLE", "QUERY_TIMEOUT");

    private final Http http;
    private final URI url;
    private final String root;
    private final String token;

    SalesforceApi(Http http, URI url, String version, String token) {
        this.http = http;
        this.url = url;
        this.root = "/services/data/v" + version;
        this.token = token;
    }

    CompletionStage<Answer> get(String path) {
        return http.send(request("GET", root + path));
    }

    /** A page that an answer names by its whole path. */
    CompletionStage<Answer> page(String path) {
        return http.send(request("GET", path));
    }

    CompletionStage<Answer> query(String soql) {
        return get("/query?q=" + encode(soql));
    }

    CompletionStage<Answer> post(String path, JsonObject body) {
        return http.send(request("POST", root + path).json(body.encode()));
    }

    CompletionStage<Answer> patch(String path, JsonObject body) {
        return http.send(request("PATCH", root + path).json(body.encode()));
    }

    private Request request(String method, String path) {
        return Request.of(method, URI.create(url + path))
                .with("authorization", "Bearer " + token)
                .with("accept", "application/json");
    }

    /** Where a person sees a record. */
    String address(String type, String id) {
        return url + "/lightning/r/" + type + "/" + id + "/view";
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The answer of a success, else the failure that it means. */
    static Answer ok(Answer answer) {
        String code = errorCode(answer);
        if (code.equals("REQUEST_LIMIT_EXCEEDED")) {
            throw DeliveryFailure.retryAfter(words(answer), USED_UP);
        }
        if (PASSING.contains(code) || answer.status() == CONFLICT) {
            throw DeliveryFailure.retry(words(answer));
        }
        if (answer.status() == MULTIPLE_CHOICES) {
            throw DeliveryFailure.reject(
                    "Expected one task with this key at most, but there are several; make the field unique: "
                            + words(answer));
        }
        return answer.orFailure();
    }

    /** The body of a success; empty where there is none, as after most updates. */
    static JsonObject read(Answer answer) {
        String text = ok(answer).text();
        try {
            return text.isBlank() ? new JsonObject() : new JsonObject(text);
        } catch (DecodeException e) {
            throw DeliveryFailure.retry(answer.status() + " with a body that is no JSON object");
        }
    }

    /** The first error's code; empty for a success and for what is no list of errors. */
    static String errorCode(Answer answer) {
        if (answer.isOk() || !answer.text().strip().startsWith("[")) {
            return "";
        }
        try {
            JsonArray errors = new JsonArray(answer.text());
            return !errors.isEmpty() && errors.getValue(0) instanceof JsonObject error
                    ? String.valueOf(error.getValue("errorCode"))
                    : "";
        } catch (DecodeException e) {
            return "";
        }
    }

    private static String words(Answer answer) {
        return answer.status() + ": " + answer.text();
    }
}
