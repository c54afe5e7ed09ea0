package io.switchhook.http;

import io.switchhook.bus.Connections;
import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.KeptEvidence;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** One reader of evidence: holds at most one page beside the connection's own queue, however slow the reader is. */
final class EvidenceStream {
    /** Polls, 1 s each, that a connection's queue may stay full before the reader is given up: a minute. */
    private static final int STALLED_MAX = 60;

    private final EvidenceStreams streams;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final EvidenceRequest request;
    private long offset;
    private long left;
    private boolean reading;
    private boolean atEnd;
    private boolean over;
    private int stalled;

    EvidenceStream(EvidenceStreams streams, HttpServerRequest asked, EvidenceRequest request) {
        this.streams = streams;
        this.connection = asked.connection();
        this.response = asked.response();
        this.request = request;
        this.offset = request.after();
        this.left = request.max();
    }

    /** Begins with the first page, which is in hand already. */
    void begin(List<StoredEvidence> first) {
        response.closeHandler(closed -> leave());
        response.exceptionHandler(failure -> leave());
        response.drainHandler(drained -> advance());
        response.setChunked(true);
        response.write("");
        deliver(first);
    }

    /** Asks the journal for news, and gives up a reader whose queue stays full. */
    void poll() {
        if (!response.writeQueueFull()) {
            stalled = 0;
            atEnd = false;
            advance();
            return;
        }
        stalled++;
        if (stalled >= STALLED_MAX) {
            abandon();
        }
    }

    private void advance() {
        if (over || reading || atEnd || response.writeQueueFull()) {
            return;
        }
        reading = true;
        streams.read(request.account(), offset).onSuccess(this::deliver).onFailure(failure -> abandon());
    }

    private void deliver(List<StoredEvidence> page) {
        reading = false;
        if (over) {
            return;
        }
        Buffer out = Buffer.buffer();
        for (StoredEvidence one : page) {
            offset = one.offset();
            if (left > 0 && isWanted(one.evidence())) {
                append(out, one);
                left--;
            }
        }
        if (out.length() > 0) {
            response.write(out);
        }
        // A page that is not full was the end when it was read.
        atEnd = page.size() < EvidenceStreams.PAGE;
        if (left == 0 || (atEnd && !request.follow())) {
            leave();
            response.end();
        } else {
            advance();
        }
    }

    private boolean isWanted(KeptEvidence evidence) {
        return request.since().isEmpty()
                || !evidence.at().isBefore(request.since().get());
    }

    private void append(Buffer out, StoredEvidence one) {
        KeptEvidence evidence = one.evidence();
        out.appendString(
                "{\"offset\":" + one.offset() + ",\"at\":" + evidence.at().toEpochMilli());
        out.appendString(",\"account\":");
        OneLine.appendText(out, request.account());
        out.appendString(",\"kind\":");
        OneLine.appendText(out, evidence.kind());
        out.appendString(",\"via\":");
        OneLine.appendText(out, evidence.via());
        out.appendString(",\"body\":");
        OneLine.append(out, evidence.body());
        out.appendString("}\n");
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
