package io.switchhook.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collector;

/** Forms that the platform's texts share. */
final class Wire {
    private static final DateTimeFormatter EVENT_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter REST_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RECORD_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wire() {}

    /** With {@code Z}, as notifications have it. */
    static String eventTime(Instant instant) {
        return EVENT_TIME.format(instant);
    }

    /** With {@code +0000}, as REST presence has it (protocol.md 2.2). */
    static String restTime(Instant instant) {
        return REST_TIME.format(instant);
    }

    /** In whole seconds, as active calls have it. */
    static String recordTime(Instant instant) {
        return RECORD_TIME.format(instant);
    }

    static Collector<Object, JsonArray, JsonArray> toArray() {
        return Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }

    /** A page of a list: {@code paging} and {@code navigation}, with totals only where the platform gives them. */
    static JsonObject page(RestCall call, String uri, List<JsonObject> all, boolean totals) {
        int perPage = Math.max(1, Math.min(1_000, call.number("perPage", 100)));
        int page = Math.max(1, call.number("page", 1));
        int start = Math.min(all.size(), (page - 1) * perPage);
        int end = Math.min(all.size(), start + perPage);
        JsonObject paging = new JsonObject()
                .put("page", page)
                .put("perPage", perPage)
                .put("pageStart", start)
                .put("pageEnd", Math.max(start, end - 1));
        if (totals) {
            paging.put("totalPages", Math.max(1, (all.size() + perPage - 1) / perPage))
                    .put("totalElements", all.size());
        }
        String query = call.queryWithoutPage() + "page=%d&perPage=" + perPage;
        JsonObject navigation = new JsonObject().put("firstPage", link(uri, query, 1));
        if (end < all.size()) {
            navigation.put("nextPage", link(uri, query, page + 1));
        }
        if (page > 1) {
            navigation.put("previousPage", link(uri, query, page - 1));
        }
        return new JsonObject()
                .put("uri", uri + "?" + query.formatted(page))
                .put("records", all.subList(start, end).stream().collect(toArray()))
                .put("paging", paging)
                .put("navigation", navigation);
    }

    private static JsonObject link(String uri, String query, int page) {
        return new JsonObject().put("uri", uri + "?" + query.formatted(page));
    }
}
