package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.Forbidden;
import io.switchhook.ringcentral.rest.RemoteFailure.NotFound;
import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.switchhook.ringcentral.rest.RemoteFailure.Rejected;
import io.switchhook.ringcentral.rest.RemoteFailure.Unauthorized;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Which failure an answer is: the table of protocol.md 2.4, pure. */
final class Failures {
    /**
     * Codes that mean "not now" under whatever status: {@code CMN-201} was recorded with 400, 500 and 503
     * (protocol.md 2.3).
     */
    private static final List<String> NOT_NOW = List.of("CMN-201", "CMN-211", "MaintenanceMode");

    /** Longest believed {@code Retry-After}. Chosen: beyond a day a stop would outlive every reason for it. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofDays(1);

    private Failures() {}

    /**
     * Reads an answer that is not 2xx.
     *
     * @param operation method and path
     * @param answer the answer
     * @param penalty what a 429 without {@code Retry-After} costs
     * @return the failure
     */
    static RemoteFailure of(String operation, WireAnswer answer, Duration penalty) {
        int status = answer.status();
        PlatformError error = PlatformError.read(answer.body(), answer.header("WWW-Authenticate"));
        Optional<Duration> retryAfter = retryAfter(answer.headers());
        if (status == 429) {
            return new RateLimited(operation, retryAfter.orElse(penalty), error);
        }
        if (status >= 500 || status == 408 || error.codes().stream().anyMatch(NOT_NOW::contains)) {
            return new Unavailable(operation, status, error, retryAfter);
        }
        return switch (status) {
            case 401 -> new Unauthorized(operation, status, error, Optional.empty());
            case 403 -> new Forbidden(operation, status, error);
            case 404 -> new NotFound(operation, error);
            default -> new Rejected(operation, status, error);
        };
    }

    /** Seconds, or an HTTP date, which is read against the answer's own {@code Date}, not our clock. */
    static Optional<Duration> retryAfter(MultiMap headers) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> wait = value.strip().matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                : untilDate(value, headers.get("Date"));
        return wait.filter(found -> !found.isNegative())
                .map(found -> found.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : found);
    }

    private static Optional<Duration> untilDate(String then, String now) {
        if (now == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.between(httpDate(now), httpDate(then)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Instant httpDate(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
