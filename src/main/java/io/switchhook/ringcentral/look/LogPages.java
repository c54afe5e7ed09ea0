package io.switchhook.ringcentral.look;

import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The pages of one stretch of the call log that are still to be read, of the account or of each listed extension. */
final class LogPages {
    private static final String ACCOUNT = "/restapi/v1.0/account/~";
    /** The largest page (protocol.md 2.5), because each page costs one request of the scarcest group. */
    private static final String PER_PAGE = "1000";

    final LogWindow window;
    /** Completes when the last page was handed on; fails when the call log is refused. */
    final Promise<Void> over = Promise.promise();

    private final Deque<PlatformRequest> left = new ArrayDeque<>();
    private int read;

    LogPages(LogWindow window, List<String> extensions) {
        this.window = window;
        if (extensions.isEmpty()) {
            left.add(first(ACCOUNT + "/call-log"));
        }
        extensions.forEach(id -> left.add(first(ACCOUNT + "/extension/" + id + "/call-log")));
    }

    private PlatformRequest first(String path) {
        return PlatformRequest.of(HttpMethod.GET, path, RateGroup.HEAVY, Priority.HISTORY)
                .with("view", "Detailed")
                .with("dateFrom", text(window.from()))
                .with("dateTo", text(window.to()))
                .with("page", "1")
                .with("perPage", PER_PAGE);
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    PlatformRequest next() {
        return left.getFirst();
    }

    /** The next page was read, and names the one after it. */
    void read(java.util.Optional<PlatformRequest> after) {
        left.removeFirst();
        after.ifPresent(left::addFirst);
        read++;
    }

    boolean isDone() {
        return left.isEmpty();
    }

    /** How many requests it has taken. */
    int requests() {
        return read;
    }
}
