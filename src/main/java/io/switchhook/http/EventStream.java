package io.switchhook.http;

import io.switchhook.bus.Connections;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * One reader of events. It is always served by reading the journal after the offset it has, so that there is no seam
 * between old and live at which an event could fall out or come twice. It holds at most one page beside the
 * connection's own queue, however slow the reader is.
 */
final class EventStream {
    /** Heartbeats, 15 s each, that a connection's queue may stay full before the reader is given up: a minute. */
    private static final int STALLED_MAX = 4;

    private final EventStreams streams;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final EventsRequest request;
    private final long end;
    private long offset;
    private long written;
    private boolean reading;
    private boolean over;
    private int stalled;

    EventStream(EventStreams streams, HttpServerRequest asked, EventsRequest request, long newest) {
        this.streams = streams;
        this.connection = asked.connection();
        this.response = asked.response();
        this.request = request;
        this.offset = request.start(newest);
        this.written = offset;
        this.end = request.end(newest);
    }

    /** Begins; the head is sent at once, so that the reader knows that it is connected. */
    void begin() {
        response.closeHandler(closed -> leave());
        response.exceptionHandler(failure -> leave());
        response.drainHandler(drained -> advance());
        response.setChunked(true);
        response.write(request.format() == EventFormat.SSE ? "retry: 1000\n: after " + offset + "\n\n" : "");
        advance();
    }

    /** Reads on, unless a read is under way, the reader is slow or there is nothing more to be had. */
    void advance() {
        if (over || reading || response.writeQueueFull()) {
            return;
        }
        if (offset >= end) {
            leave();
            response.end();
            return;
        }
        if (request.follow() && offset >= streams.newest()) {
            return;
        }
        reading = true;
        streams.read(offset).onSuccess(this::deliver).onFailure(failure -> abandon());
    }

    private void deliver(List<StoredEvent> page) {
        reading = false;
        if (over) {
            return;
        }
        Buffer out = Buffer.buffer();
        for (StoredEvent event : page) {
            offset = event.offset();
            if (offset <= end && request.filter().wants(event)) {
                request.format().append(out, event);
                written = offset;
            }
        }
        if (out.length() > 0) {
            response.write(out);
        }
        if (!page.isEmpty()) {
            advance();
        }
    }

    /**
     * Keeps proxies from closing a quiet connection, and gives up a reader whose queue stays full. The id tells a
     * filtered reader how far it has come, so that it does not have to resume from its last match.
     */
    void beat() {
        if (response.writeQueueFull()) {
            stalled++;
            if (stalled >= STALLED_MAX) {
                abandon();
            }
            return;
        }
        stalled = 0;
        if (request.format() == EventFormat.SSE) {
            response.write(offset > written ? "id: " + offset + "\n: still here\n\n" : ": still here\n\n");
            written = offset;
        }
    }

    /** Cuts the connection, so that the reader cannot take what it has for the whole. */
    void abandon() {
        leave();
        Connections.cut(connection, response::reset);
    }

    private void leave() {
        over = true;
        streams.remove(this);
    }
}
