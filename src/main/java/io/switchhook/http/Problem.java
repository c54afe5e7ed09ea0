package io.switchhook.http;

import io.switchhook.journal.JournalFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.HttpException;

/**
 * Why a request was not served, as an RFC 9457 problem document with a remedy.
 *
 * <p>Without a stack trace: most are the caller's mistake. Public for the rooms that add routes.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final String remedy;

    /**
     * A problem.
     *
     * @param status the HTTP status, 400 to 599
     * @param name its kind, the last part of {@code type}, for example {@code bad-parameter}
     * @param detail what was expected and what came
     * @param remedy what to do
     */
    public Problem(int status, String name, String detail, String remedy) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
        this.remedy = remedy;
    }

    /**
     * A parameter that cannot be understood.
     *
     * @param parameter its name
     * @param expected what it should be
     * @param actual what it is
     * @return the problem, status 400
     */
    public static Problem badParameter(String parameter, String expected, String actual) {
        return new Problem(
                400,
                "bad-parameter",
                "Expected " + parameter + " to be " + expected + ", but it is \"" + actual + "\"",
                "Correct the parameter " + parameter + "; /openapi.yaml describes it.");
    }

    static Problem of(Throwable failure, int status) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof JournalFailure) {
            return new Problem(503, "journal", failure.getMessage(), "Ask again; if it stays, see the daemon's log.");
        }
        if (failure instanceof HttpException refused) {
            return ofStatus(refused.getStatusCode());
        }
        return ofStatus(status);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "bad-request", "Expected a well-formed request, but it is not", "Correct it.");
            case 404 ->
                new Problem(
                        404, "unknown-route", "Expected a known path, but there is none like it", "See /openapi.yaml.");
            case 405 ->
                new Problem(
                        405, "method", "Expected another method for this path", "See /openapi.yaml for the methods.");
            case 406 ->
                new Problem(
                        406,
                        "not-acceptable",
                        "Expected Accept to allow text/event-stream or application/x-ndjson, but it does not",
                        "Ask for one of them.");
            case 413 ->
                new Problem(413, "too-large", "Expected a smaller body, but this one is over the limit", "Send less.");
            case 415 -> new Problem(415, "media-type", "Expected another Content-Type", "See /openapi.yaml.");
            default ->
                new Problem(
                        status < 500 ? 400 : 500,
                        "internal",
                        "Expected to serve the request, but an error that nobody expected came in between",
                        "Report it with the daemon's log.");
        };
    }

    /**
     * The HTTP status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    JsonObject json() {
        return new JsonObject()
                .put("type", "urn:io.switchhook:problem:" + name)
                .put("title", name.replace('-', ' '))
                .put("status", status)
                .put("detail", getMessage())
                .put("remedy", remedy);
    }
}
