package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists page by page until the platform names no next page (protocol.md 2.5). */
public final class Pages {
    /** Scheme and host are left out on purpose: a token is never carried to another host. */
    private static final Pattern URI =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*)?(/[^?#]*)(?:\\?([^#]*))?(?:#.*)?");

    private final Platform platform;

    /**
     * Reads through a client.
     *
     * @param platform whom to ask
     */
    public Pages(Platform platform) {
        this.platform = platform;
    }

    /**
     * The pages of a list.
     *
     * @param pages at least one, in order, as received
     * @param complete false when the maximum was reached before the last page: what is missing was not looked at
     */
    public record Read(List<JsonObject> pages, boolean complete) {
        /** Copies the list. */
        public Read {
            pages = List.copyOf(pages);
        }

        /**
         * The {@code records} of all pages.
         *
         * @return in order; entries that are not objects are left out
         */
        public List<JsonObject> records() {
            List<JsonObject> all = new ArrayList<>();
            for (JsonObject page : pages) {
                if (page.getValue("records") instanceof io.vertx.core.json.JsonArray records) {
                    records.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast)
                            .forEach(all::add);
                }
            }
            return all;
        }
    }

    /**
     * One page of a list.
     *
     * @param body as received
     * @param next the request of the page after it; empty for the last
     */
    public record Page(JsonObject body, Optional<PlatformRequest> next) {}

    /**
     * Reads one page, for lists too long to be held as a whole.
     *
     * @param request the page's request
     * @return the page; fails with a {@link RemoteFailure} when it cannot be read
     */
    public Future<Page> one(PlatformRequest request) {
        return platform.send(request).compose(answer -> {
            try {
                JsonObject page = answer.json();
                return Future.succeededFuture(new Page(page, next(request, page)));
            } catch (DecodeException | ClassCastException | IllegalArgumentException unreadable) {
                return Future.failedFuture(unreadable(request, answer));
            }
        });
    }

    /**
     * Reads all pages. A list of which one page is missing proves nothing, so it fails as a whole.
     *
     * @param first the request of the first page
     * @param pagesMax most pages to read, 1 or more
     * @return the pages; fails with the {@link RemoteFailure} of the page that could not be read
     */
    public Future<Read> all(PlatformRequest first, int pagesMax) {
        Settings.check(pagesMax >= 1, "at least 1 page", pagesMax);
        return more(first, pagesMax, new ArrayList<>());
    }

    private Future<Read> more(PlatformRequest request, int pagesMax, List<JsonObject> pages) {
        return one(request).compose(page -> {
            pages.add(page.body());
            return page.next().isEmpty() || pages.size() == pagesMax
                    ? Future.succeededFuture(new Read(pages, page.next().isEmpty()))
                    : more(page.next().get(), pagesMax, pages);
        });
    }

    private static Optional<PlatformRequest> next(PlatformRequest request, JsonObject page) {
        return child(page, "navigation")
                .flatMap(navigation -> child(navigation, "nextPage"))
                .flatMap(link -> link.getValue("uri") instanceof String uri ? Optional.of(uri) : Optional.empty())
                .map(uri -> follow(request, uri));
    }

    private static PlatformRequest follow(PlatformRequest request, String uri) {
        Matcher parts = URI.matcher(uri);
        Settings.check(parts.matches(), "a next page's address", uri);
        Map<String, List<String>> query = parts.group(2) == null ? Map.of() : RequestUri.query(parts.group(2));
        PlatformRequest next = new PlatformRequest(
                HttpMethod.GET, parts.group(1), query, Optional.empty(), request.group(), request.priority());
        Settings.check(!next.equals(request), "a next page other than this one", uri);
        return next;
    }

    private static Optional<JsonObject> child(JsonObject parent, String key) {
        return parent.getValue(key) instanceof JsonObject child ? Optional.of(child) : Optional.empty();
    }

    private static Unavailable unreadable(PlatformRequest request, PlatformResponse answer) {
        return Unavailable.unusable(
                request.method() + " " + request.path(),
                answer.status(),
                "this page of the list cannot be read or leads nowhere");
    }
}
