package io.switchhook.http;

import io.switchhook.journal.StoredEvent;
import io.vertx.core.buffer.Buffer;

/** The two forms in which a stream of events is written. An envelope is one line, so neither needs escaping. */
enum EventFormat {
    /** Server-sent events (WHATWG HTML 9.2): the offset is the id to resume from. */
    SSE("text/event-stream") {
        @Override
        void append(Buffer out, StoredEvent event) {
            out.appendString("id: " + event.offset() + "\nevent: " + event.type() + "\ndata: ")
                    .appendString(event.json())
                    .appendString("\n\n");
        }
    },
    /** One envelope a line. */
    NDJSON("application/x-ndjson") {
        @Override
        void append(Buffer out, StoredEvent event) {
            out.appendString(event.json()).appendString("\n");
        }
    };

    private final String contentType;

    EventFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract void append(Buffer out, StoredEvent event);
}
