package io.switchhook.connector;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.LegDirection;
import io.switchhook.call.PhoneNumber;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a record of a call says in words: the same for every CRM, and the same for the same call each time.
 *
 * @param subject one line, at most 255 characters (the least of the documented CRMs, Salesforce)
 * @param body plain text, one fact a line
 */
public record CallText(String subject, String body) {
    private static final int SUBJECT_MAX = 255;
    private static final int NAME_MAX = 80;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MS_PER_SECOND = 1_000;

    /**
     * Writes what is known of a call.
     *
     * @param call the call
     * @param numbers how its account's numbers are written
     * @return the text
     */
    public static CallText of(Call call, Numbers numbers) {
        return new CallText(cut(subject(call, numbers), SUBJECT_MAX), String.join("\n", lines(call, numbers)));
    }

    /**
     * The mark of subject and body.
     *
     * @return for {@link Written#hashed}
     */
    public String hash() {
        return TextHash.of(subject + "\n" + body);
    }

    private static String subject(Call call, Numbers numbers) {
        String other = call.direction() == Direction.INTERNAL
                ? shown(caller(call), numbers) + " to " + shown(callee(call), numbers)
                : (call.direction() == Direction.OUTBOUND ? "to " : "from ") + shown(call.external(), numbers);
        return capital(call.direction().word()) + " call " + other + ", " + fate(call);
    }

    /** What a person wants to know first: what it came to, and how long they talked. */
    private static String fate(Call call) {
        String word = call.outcome()
                .map(outcome -> outcome.word())
                .orElse(call.state().name().toLowerCase(java.util.Locale.ROOT));
        return call.state().isOver() && call.durations().talkMs() > 0
                ? word + ", " + duration(call.durations().talkMs())
                : word;
    }

    private static List<String> lines(Call call, Numbers numbers) {
        List<String> lines = new ArrayList<>();
        lines.add("Direction: " + call.direction().word());
        lines.add("From: " + shown(caller(call), numbers));
        lines.add("To: " + shown(callee(call), numbers));
        call.around().queue().flatMap(Call.Queue::name).ifPresent(name -> lines.add("Queue: " + line(name)));
        answerer(call).ifPresent(end -> lines.add("Answered by: " + shown(Optional.of(end), numbers)));
        outcome(call).ifPresent(outcome -> lines.add("Outcome: " + outcome));
        lines.add("Started: " + call.times().startedAt().truncatedTo(ChronoUnit.SECONDS));
        call.times().endedAt().ifPresent(at -> lines.add("Ended: " + at.truncatedTo(ChronoUnit.SECONDS)));
        time(lines, "Time in queue", call.durations().queueMs());
        time(lines, "Ringing", call.durations().ringMs());
        time(lines, "Talking", call.durations().talkMs());
        time(lines, "On hold", call.durations().holdMs());
        call.around().parkedAt().ifPresent(place -> lines.add("Parked at: " + line(place)));
        for (Call.Link link : call.around().links()) {
            lines.add(capital(link.rel().replace('-', ' ')) + ": " + link.callId());
        }
        lines.add("Call: " + call.id());
        lines.add("Conversation: " + call.conversationId());
        call.ids().telephonySessionId().ifPresent(id -> lines.add("Session: " + id));
        return lines;
    }

    private static Optional<String> outcome(Call call) {
        String cause = call.cause()
                .filter(word -> !word.equals("normal"))
                .map(word -> " (" + line(word) + ")")
                .orElse("");
        return call.outcome().map(outcome -> outcome.word() + cause + (call.provisional() ? ", provisional" : ""));
    }

    private static void time(List<String> lines, String name, long ms) {
        if (ms > 0) {
            lines.add(name + ": " + duration(ms));
        }
    }

    private static String duration(long ms) {
        long seconds = (ms + MS_PER_SECOND / 2) / MS_PER_SECOND;
        return seconds < SECONDS_PER_MINUTE
                ? seconds + " s"
                : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
    }

    /**
     * Who called.
     *
     * @param call the call
     * @return the end; empty when nothing is known of it
     */
    public static Optional<Endpoint> caller(Call call) {
        return switch (call.direction()) {
            case INBOUND -> call.external();
            case OUTBOUND -> call.user();
            case INTERNAL, UNKNOWN -> leg(call, LegDirection.OUTBOUND).or(call::external);
        };
    }

    /**
     * Who was called: what was dialled where that is known.
     *
     * @param call the call
     * @return the end; empty when nothing is known of it
     */
    public static Optional<Endpoint> callee(Call call) {
        return switch (call.direction()) {
            case INBOUND -> call.dialed().or(call::user);
            case OUTBOUND -> call.external();
            case INTERNAL, UNKNOWN -> call.dialed().or(() -> leg(call, LegDirection.INBOUND));
        };
    }

    private static Optional<Endpoint> leg(Call call, LegDirection direction) {
        return call.legs().stream()
                .filter(leg -> leg.direction() == direction)
                .findFirst()
                .map(CallText::end);
    }

    private static Optional<Endpoint> answerer(Call call) {
        return call.answeredBy()
                .flatMap(by -> call.legs().stream()
                        .filter(leg -> leg.id().equals(by.legId()))
                        .findFirst()
                        .map(CallText::end)
                        .or(call::user));
    }

    private static Endpoint end(Leg leg) {
        return new Endpoint(leg.number(), leg.name(), leg.extensionId());
    }

    private static String shown(Optional<Endpoint> end, Numbers numbers) {
        Optional<String> number = end.flatMap(Endpoint::number)
                .map(PhoneNumber::raw)
                .filter(raw -> !raw.isBlank())
                .flatMap(raw -> end.flatMap(Endpoint::number))
                .map(known -> line(numbers.show(known, NumberFormat.INTERNATIONAL)));
        Optional<String> name = end.flatMap(Endpoint::name)
                .map(text -> cut(line(text), NAME_MAX))
                .filter(text -> !text.isEmpty());
        if (name.isPresent()) {
            return name.get() + number.map(text -> " (" + text + ")").orElse("");
        }
        return number.or(() -> end.flatMap(Endpoint::extensionId).map(id -> "extension " + id))
                .orElse("unknown");
    }

    /** Names come from the outside: one must not make two lines. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }
}
