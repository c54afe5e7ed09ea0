package io.switchhook.http;

import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader of events asks for.
 *
 * @param after the offset that it has already; absent for none
 * @param follow whether it stays for what is to come
 * @param filter which events
 * @param format how to write them
 */
record EventsRequest(Optional<Long> after, boolean follow, EventFilter filter, EventFormat format) {
    private static final Set<String> PARAMETERS = Set.of("after", "follow", "type", "account");
    private static final String RESUME = "Last-Event-ID";

    /**
     * Reads a request. The header wins over {@code after}: a browser that reconnects repeats the address and adds it.
     */
    static EventsRequest decode(EventFormat format, MultiMap parameters, MultiMap headers) {
        Query query = Query.of(parameters, PARAMETERS);
        Optional<Long> resume = Optional.ofNullable(headers.get(RESUME))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> Query.parseNumber(RESUME, text, 0, Long.MAX_VALUE));
        Optional<Long> after = resume.or(() -> query.number("after", 0, Long.MAX_VALUE));
        boolean follow = query.flag("follow").orElse(false) || format == EventFormat.SSE;
        return new EventsRequest(after, follow, EventFilter.of(query.text("type"), query.text("account")), format);
    }

    /** The offset to start after: now for who follows, the beginning for who only reads, since now would be nothing. */
    long start(long newest) {
        return after.orElse(follow ? newest : 0L);
    }

    /** The offset to end at. */
    long end(long newest) {
        return follow ? Long.MAX_VALUE : newest;
    }
}
