package io.switchhook.http;

import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All readers of events. Lives on the server's event loop. */
final class EventStreams {
    /** Events read at once; at 3 KB each a page is about 200 KB. */
    private static final int PAGE = 64;

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    private final Journal journal;
    private final int readersMax;
    private final Set<EventStream> open = new LinkedHashSet<>();
    private final Map<Long, Look> looks = new HashMap<>();
    private long newest;
    private boolean troubled;

    EventStreams(Journal journal, int readersMax) {
        this.journal = journal;
        this.readersMax = readersMax;
    }

    void sse(RoutingContext ctx) {
        serve(ctx, EventFormat.SSE);
    }

    void ndjson(RoutingContext ctx) {
        serve(ctx, EventFormat.NDJSON);
    }

    private void serve(RoutingContext ctx, EventFormat format) {
        EventsRequest request =
                EventsRequest.decode(format, ctx.queryParams(), ctx.request().headers());
        journal.newest().onSuccess(offset -> begin(ctx, request, offset)).onFailure(ctx::fail);
    }

    private void begin(RoutingContext ctx, EventsRequest request, long offset) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return;
        }
        if (open.size() >= readersMax) {
            ctx.fail(new Problem(
                    503,
                    "too-many-readers",
                    "Expected fewer than " + readersMax + " readers of events, but there are as many",
                    "Close some, or ask again later."));
            return;
        }
        heard(offset);
        response.putHeader("Content-Type", request.format().contentType());
        // Asks nginx to pass each event on at once (its proxy_buffering).
        response.putHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(this, ctx.request(), request, offset);
        open.add(stream);
        stream.begin();
    }

    /** Somebody says that this offset is durable. It need not be the bus: {@link #poll} says it too. */
    void heard(long offset) {
        newest = Math.max(newest, offset);
        List.copyOf(open).forEach(EventStream::advance);
    }

    /** Asks the journal itself, for what the bus may have lost. */
    void poll() {
        if (open.isEmpty()) {
            return;
        }
        journal.newest().onSuccess(this::polled).onFailure(this::trouble);
    }

    private void polled(long offset) {
        troubled = false;
        heard(offset);
    }

    private void trouble(Throwable failure) {
        if (!troubled) {
            troubled = true;
            log.warn("Expected to read the journal for readers={}, but it failed; trying again", open.size(), failure);
        }
    }

    void beat() {
        List.copyOf(open).forEach(EventStream::beat);
    }

    void closeAll() {
        List.copyOf(open).forEach(EventStream::abandon);
    }

    void remove(EventStream stream) {
        open.remove(stream);
    }

    int count() {
        return open.size();
    }

    long newest() {
        return newest;
    }

    /** Reads a page. Readers at the same place share one read, unless something newer has been heard of since. */
    Future<List<StoredEvent>> read(long offset) {
        Look look = looks.get(offset);
        if (look != null && look.newest() >= newest) {
            return look.page();
        }
        Look started = new Look(newest, journal.read(offset, PAGE));
        looks.put(offset, started);
        started.page().onComplete(done -> looks.remove(offset, started));
        return started.page();
    }

    /**
     * A read under way.
     *
     * @param newest what was the newest known offset when it began; it shows at least that
     * @param page its result
     */
    private record Look(long newest, Future<List<StoredEvent>> page) {}
}
