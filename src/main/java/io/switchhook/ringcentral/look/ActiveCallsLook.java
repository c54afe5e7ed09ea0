package io.switchhook.ringcentral.look;

import io.switchhook.ringcentral.rest.Pages;
import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One look at active calls: every page, of the account or of each listed extension. It fails as a whole. */
final class ActiveCallsLook {
    private static final String ACCOUNT = "/restapi/v1.0/account/~";
    /** The largest page (protocol.md 2.5), because each page costs one request of the scarcest group. */
    private static final String PER_PAGE = "1000";

    private final Pages pages;
    private final List<String> paths;
    private final InstantSource clock;

    ActiveCallsLook(Platform platform, List<String> extensions, InstantSource clock) {
        this.pages = new Pages(platform);
        this.clock = clock;
        this.paths = extensions.isEmpty()
                ? List.of(ACCOUNT + "/active-calls")
                : extensions.stream()
                        .map(id -> ACCOUNT + "/extension/" + id + "/active-calls")
                        .toList();
    }

    /** What was seen; fails with the failure of the page that could not be read. */
    Future<Seen> take() {
        Instant requestedAt = clock.instant();
        Future<Seen> seen = Future.succeededFuture(new Seen(new JsonArray(), true, 0, requestedAt));
        for (String path : paths) {
            seen = seen.compose(before -> read(path).map(before::and));
        }
        return seen;
    }

    private Future<Pages.Read> read(String path) {
        PlatformRequest first = PlatformRequest.of(HttpMethod.GET, path, RateGroup.HEAVY, Priority.LIVE)
                .with("view", "Detailed")
                .with("page", "1")
                .with("perPage", PER_PAGE);
        return pages.all(first, LookSettings.PAGES_MAX);
    }

    /** All pages so far. */
    record Seen(JsonArray records, boolean complete, int requests, Instant requestedAt) {
        private Seen and(Pages.Read more) {
            JsonArray all = records.copy();
            more.records().forEach(all::add);
            return new Seen(
                    all, complete && more.complete(), requests + more.pages().size(), requestedAt);
        }

        byte[] body() {
            return new JsonObject()
                    .put("records", records)
                    .put("complete", complete)
                    .put("requestedAt", requestedAt.toEpochMilli())
                    .toBuffer()
                    .getBytes();
        }
    }
}
