package io.switchhook.connector.document;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request with places to be filled in. Each value is encoded for where it stands, so that no value can become another
 * part of the request: percent-encoded in the address, typed in JSON, encoded in forms, without line breaks in headers.
 *
 * @param method {@code GET}, {@code POST}, …
 * @param base what the address begins with: the operator's own, taken as it is
 * @param path the rest of the address
 * @param query parameters; one without a value is left out
 * @param headers header lines; one without a value is left out
 * @param body what is sent
 */
record RequestForm(
        String method,
        Template base,
        Template path,
        Map<String, Template> query,
        Map<String, Template> headers,
        Body body) {
    /** How a body is written. */
    enum Kind {
        NONE,
        JSON,
        FORM,
        TEXT
    }

    /**
     * What is sent.
     *
     * @param kind how it is written
     * @param content the values
     * @param contentType media type
     */
    record Body(Kind kind, Template content, String contentType) {
        static final Body NONE = new Body(Kind.NONE, new Template.Constant(""), "");
    }

    /** Fills it in. */
    Http.Request request(Map<String, Object> scope, Credentials.Given given) {
        Http.Request request = Http.Request.of(method, uri(scope, given));
        for (Map.Entry<String, Template> header : headers.entrySet()) {
            Optional<String> value = header.getValue().text(scope, RequestForm::line);
            if (value.isPresent()) {
                request = request.with(header.getKey(), value.get());
            }
        }
        for (Http.Header header : given.headers()) {
            request = request.with(header.name(), line(header.value()));
        }
        return body(request, scope);
    }

    private URI uri(Map<String, Object> scope, Credentials.Given given) {
        String start = base.text(scope, UnaryOperator.identity()).orElse("");
        String rest = path.text(scope, RequestForm::encoded).orElse("");
        String address = start.endsWith("/") && rest.startsWith("/") ? start + rest.substring(1) : start + rest;
        List<String> parameters = new ArrayList<>();
        query.forEach((name, template) -> template.text(scope, UnaryOperator.identity())
                .ifPresent(value -> parameters.add(encoded(name) + "=" + encoded(value))));
        given.query().forEach((name, value) -> parameters.add(encoded(name) + "=" + encoded(value)));
        String mark = address.indexOf('?') < 0 ? "?" : "&";
        try {
            return URI.create(parameters.isEmpty() ? address : address + mark + String.join("&", parameters));
        } catch (IllegalArgumentException e) {
            throw DeliveryFailure.reject("the document's address is none: " + e.getMessage());
        }
    }

    private Http.Request body(Http.Request request, Map<String, Object> scope) {
        return switch (body.kind()) {
            case NONE -> request;
            case JSON ->
                request.body(
                        body.contentType(),
                        JsonValues.write(
                                Template.json(body.content().value(scope).orElse(Template.NULL))));
            case FORM -> request.body(body.contentType(), form(scope));
            case TEXT ->
                request.body(
                        body.contentType(),
                        body.content().text(scope, UnaryOperator.identity()).orElse(""));
        };
    }

    private String form(Map<String, Object> scope) {
        List<String> parts = new ArrayList<>();
        if (body.content() instanceof Template.Members members) {
            members.members()
                    .forEach(member -> member.value()
                            .text(scope, UnaryOperator.identity())
                            .ifPresent(text -> parts.add(
                                    formEncoded(Template.Members.name(member, scope)) + "=" + formEncoded(text))));
        }
        return String.join("&", parts);
    }

    /** RFC 3986, section 2.3: all but the unreserved characters; a space is no plus sign in an address. */
    static String encoded(String value) {
        return formEncoded(value).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String formEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String line(String value) {
        return value.replaceAll("[\\r\\n\\x00]+", " ");
    }
}
