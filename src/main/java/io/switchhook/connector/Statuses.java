package io.switchhook.connector;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a status that is no success means for what we do next. */
final class Statuses {
    /** Characters of a body that are quoted; chosen: an error document, not a page. */
    private static final int QUOTED_MAX = 600;

    /** Longest pause that an answer may ask for; chosen: a typing error in a date must not stop a CRM for a year. */
    private static final Duration PAUSE_MAX = Duration.ofHours(6);

    private Statuses() {}

    static DeliveryFailure failure(Http.Answer answer) {
        String words = words(answer);
        return switch (answer.status()) {
            case 401, 403 -> DeliveryFailure.auth(words);
            case 410 -> DeliveryFailure.gone(words);
            case 425, 429 -> retry(answer, words).unsent();
            case 408 -> retry(answer, words);
            default -> isPassing(answer.status()) ? retry(answer, words) : DeliveryFailure.reject(words);
        };
    }

    /** A redirect says that the address is wrong or that a login is wanted, and either may be mended without us. */
    private static boolean isPassing(int status) {
        return status / 100 == 5 || status / 100 == 3;
    }

    private static DeliveryFailure retry(Http.Answer answer, String words) {
        return after(answer)
                .map(after -> DeliveryFailure.retryAfter(words, after))
                .orElseGet(() -> DeliveryFailure.retry(words));
    }

    /** Seconds or a date (RFC 9110 10.2.3); what is neither is as good as nothing. */
    static Optional<Duration> after(Http.Answer answer) {
        return answer.header("retry-after")
                .map(String::strip)
                .flatMap(text -> text.matches("[0-9]{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : until(text, answer.receivedAt()))
                .map(wait -> wait.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait);
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static String words(Http.Answer answer) {
        String body = answer.text().strip().replaceAll("\\s+", " ");
        String quoted = body.length() > QUOTED_MAX ? body.substring(0, QUOTED_MAX) + "…" : body;
        String place = answer.header("location").map(to -> ", leads to " + to).orElse("");
        return answer.status() + place + (quoted.isEmpty() ? "" : ": " + quoted);
    }
}
