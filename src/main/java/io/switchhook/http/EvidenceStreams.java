package io.switchhook.http;

import io.switchhook.journal.Journal.StoredEvidence;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All readers of evidence. Lives on the server's event loop. */
final class EvidenceStreams {
    /** Evidence read at once; chosen, because one piece may be a whole look of many pages, up to 1 MiB. */
    static final int PAGE = 16;

    /** Most readers at once; chosen, because recording is for a few people, and each may hold a page of 16 MiB. */
    private static final int READERS_MAX = 8;

    private final HttpDoor door;
    private final Set<EvidenceStream> open = new LinkedHashSet<>();

    EvidenceStreams(HttpDoor door) {
        this.door = door;
    }

    void ndjson(RoutingContext ctx) {
        List<String> accounts = door.readiness().get().accounts().stream()
                .map(Readiness.Account::name)
                .toList();
        EvidenceRequest request = EvidenceRequest.decode(ctx.queryParams(), accounts);
        read(request.account(), request.after())
                .onSuccess(first -> begin(ctx, request, first))
                .onFailure(ctx::fail);
    }

    private void begin(RoutingContext ctx, EvidenceRequest request, List<StoredEvidence> first) {
        if (ctx.response().closed()) {
            return;
        }
        if (first.isEmpty() && !request.isConfigured()) {
            ctx.fail(request.unknown());
            return;
        }
        if (open.size() >= READERS_MAX) {
            ctx.fail(new Problem(
                    503,
                    "too-many-readers",
                    "Expected fewer than " + READERS_MAX + " readers of evidence, but there are as many",
                    "Close some, or ask again later."));
            return;
        }
        ctx.response().putHeader("Content-Type", EventFormat.NDJSON.contentType());
        // Asks nginx to pass each line on at once (its proxy_buffering).
        ctx.response().putHeader("X-Accel-Buffering", "no");
        EvidenceStream stream = new EvidenceStream(this, ctx.request(), request);
        open.add(stream);
        stream.begin(first);
    }

    Future<List<StoredEvidence>> read(String account, long offset) {
        return door.journal().evidence(account, offset, PAGE);
    }

    /** Asks for news, for those who follow. */
    void poll() {
        List.copyOf(open).forEach(EvidenceStream::poll);
    }

    void closeAll() {
        List.copyOf(open).forEach(EvidenceStream::abandon);
    }

    void remove(EvidenceStream stream) {
        open.remove(stream);
    }
}
