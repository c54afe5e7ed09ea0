package io.switchhook.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Requests to the CRM, with everything around them that must not be forgotten: a time limit, a limit for the answer's
 * length, no redirects, and no requests into the private network unless the operator named such an address.
 */
public interface Http {
    /**
     * Sends a request. Any status is an answer; {@link Answer#orFailure()} sorts them.
     *
     * @param request what to send
     * @return the whole answer; fails with {@link DeliveryFailure} of kind RETRY when there was none or no whole one, and
     *     of kind REJECT when the address is not allowed
     */
    CompletionStage<Answer> send(Request request);

    /**
     * One header line.
     *
     * @param name its name, in any case
     * @param value its value, without line breaks
     */
    record Header(String name, String value) {}

    /**
     * A request.
     *
     * @param method {@code GET}, {@code POST}, …
     * @param uri the whole address, http or https
     * @param headers in order
     * @param body its bytes; empty for none
     * @param within longest time until the whole answer is there; empty for the connector's {@code limits.timeout}
     * @param asking whether it changes nothing in the CRM, whatever its method is, and so is sent in shadow mode too
     */
    record Request(
            String method, URI uri, List<Header> headers, byte[] body, Optional<Duration> within, boolean asking) {
        private static final byte[] EMPTY = {};

        /** Copies the headers. */
        public Request {
            headers = List.copyOf(headers);
        }

        /**
         * A request without a body.
         *
         * @param method the method
         * @param uri the address
         * @return the request
         */
        public static Request of(String method, URI uri) {
            return new Request(
                    method, uri, List.of(), EMPTY, Optional.empty(), method.equals("GET") || method.equals("HEAD"));
        }

        /**
         * The same with one header more.
         *
         * @param name the header's name
         * @param value its value
         * @return the request
         */
        public Request with(String name, String value) {
            List<Header> more = new ArrayList<>(headers);
            more.add(new Header(name, value));
            return new Request(method, uri, more, body, within, asking);
        }

        /**
         * The same with a body.
         *
         * @param contentType what the body is
         * @param text the body, sent in UTF-8
         * @return the request
         */
        public Request body(String contentType, String text) {
            return new Request(method, uri, headers, text.getBytes(StandardCharsets.UTF_8), within, asking)
                    .with("content-type", contentType);
        }

        /**
         * The same with a JSON body.
         *
         * @param text the JSON
         * @return the request
         */
        public Request json(String text) {
            return body("application/json", text);
        }

        /**
         * The same with a time limit of its own.
         *
         * @param limit longest time until the whole answer is there
         * @return the request
         */
        public Request within(Duration limit) {
            return new Request(method, uri, headers, body, Optional.of(limit), asking);
        }

        /**
         * The same for a request that only asks although its method is {@code POST}, as searches of many CRMs are: it is
         * sent in shadow mode too. GET and HEAD are asking by themselves.
         *
         * @return the request
         */
        public Request onlyAsking() {
            return new Request(method, uri, headers, body, within, true);
        }

        /** An address may carry a token, and a body carries people. */
        @Override
        public String toString() {
            return method + " " + uri.getScheme() + "://" + uri.getHost() + " " + body.length + " bytes";
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers in order
     * @param body its bytes
     * @param receivedAt when it was there
     */
    record Answer(int status, List<Header> headers, byte[] body, Instant receivedAt) {
        /** Copies the headers. */
        public Answer {
            headers = List.copyOf(headers);
        }

        /**
         * The body as text.
         *
         * @return the text, read as UTF-8
         */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /**
         * The first header of a name.
         *
         * @param name in any case
         * @return its value
         */
        public Optional<String> header(String name) {
            String wanted = name.toLowerCase(Locale.ROOT);
            return headers.stream()
                    .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(wanted))
                    .map(Header::value)
                    .findFirst();
        }

        /**
         * Whether the status is 200 to 299.
         *
         * @return true for success
         */
        public boolean isOk() {
            return status / 100 == 2;
        }

        /**
         * This answer when it is a success, else the failure that its status means: 401 and 403 AUTH; 408, 425, 429, 3xx
         * and 5xx RETRY, after {@code Retry-After} where that stands; 410 GONE; any other REJECT with the body's words.
         *
         * @return this
         * @throws DeliveryFailure when it is no success
         */
        public Answer orFailure() {
            if (isOk()) {
                return this;
            }
            throw Statuses.failure(this);
        }

        @Override
        public String toString() {
            return status + " " + body.length + " bytes";
        }
    }
}
