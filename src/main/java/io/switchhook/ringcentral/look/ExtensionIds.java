package io.switchhook.ringcentral.look;

import io.switchhook.ringcentral.rest.Pages;
import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the internal ids of extensions by the numbers that people know (protocol.md 2.1). */
public final class ExtensionIds {
    private static final String LIST = "/restapi/v1.0/account/~/extension";
    private static final int PAGES_MAX = 100;

    private ExtensionIds() {}

    /**
     * Turns extension numbers into ids.
     *
     * @param platform whom to ask
     * @param numbers extension numbers as configured
     * @return their ids in the same order; a number that no extension has is taken for an id. Fails with the
     *     platform's failure
     */
    public static Future<List<String>> of(Platform platform, List<String> numbers) {
        if (numbers.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        PlatformRequest first = PlatformRequest.of(HttpMethod.GET, LIST, RateGroup.MEDIUM, Priority.LIVE)
                .with("page", "1")
                .with("perPage", "1000");
        return new Pages(platform).all(first, PAGES_MAX).map(read -> {
            Map<String, String> ids = new LinkedHashMap<>();
            for (JsonObject extension : read.records()) {
                ids.put(
                        String.valueOf(extension.getValue("extensionNumber")),
                        String.valueOf(extension.getValue("id")));
            }
            return numbers.stream()
                    .map(number -> ids.getOrDefault(number, number))
                    .toList();
        });
    }
}
