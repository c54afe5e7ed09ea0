package io.switchhook.kit;

import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.replay.Replay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The kinds of calls (connectors.md D5), as traces that ship with the kit. The product's own rules make the events, so a
 * connector is given what the daemon would give it. Each play has ids and an outside number of its own, and has just ended.
 */
final class CallBook {
    /** The kinds, in the order in which they are played. */
    static final List<String> KINDS = List.of(
            "answered",
            "missed",
            "outbound",
            "queue",
            "blind-transfer",
            "attended-transfer",
            "parked",
            "ring-out",
            "ring-out-unanswered",
            "voicemail",
            "internal",
            "anonymous",
            "to-oneself",
            "conference",
            "recorded");

    /** What each play replaces in a trace: ids of sessions and records, the number of the outside party. */
    private static final String SESSION = "337900000000";

    private static final String RECORD = "\"L0";
    private static final String OUTSIDE = "14155551000";
    private static final Pattern NUMERIC = Pattern.compile("(?<=\"sessionId\":\")40[0-9]{7}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z");
    private static final Pattern ARRIVAL = Pattern.compile("(?<=^\\{\"account\":\"kit\",\"at\":)[0-9]+");

    /** Numeric ids of two sessions that are near each other may be halves of one call. */
    private static final long APART = 1_000_000;

    private static final long FIRST_NUMBER = 14_155_550_101L;

    private final InstantSource clock;
    private int plays;

    CallBook(InstantSource clock) {
        this.clock = clock;
    }

    /** Plays a kind of call once more. */
    Play play(String kind) {
        int number = ++plays;
        String outside = Long.toString(FIRST_NUMBER + number);
        String trace = read(kind)
                .replace(SESSION, "3379%08x".formatted(number))
                .replace(RECORD, "\"L" + number + "-")
                .replace(OUTSIDE, outside);
        String apart =
                NUMERIC.matcher(trace).replaceAll(id -> Long.toString(Long.parseLong(id.group()) + number * APART));
        List<CallEvent> events = new ArrayList<>();
        RulesConfig rules = RulesConfig.DEFAULTS.expecting(true, true, false);
        Replay replay = new Replay(rules, (event, now) -> events.add(event));
        shifted(apart).lines().forEach(line -> replay.feed(line.getBytes(StandardCharsets.UTF_8)));
        replay.finish();
        return new Play(kind, "+" + outside, events);
    }

    /** Moves a trace to where its last line arrives now. */
    private String shifted(String trace) {
        String lastLine = trace.strip().substring(trace.strip().lastIndexOf('\n') + 1);
        MatchResult last = ARRIVAL.matcher(lastLine).results().findFirst().orElseThrow();
        Instant end = Instant.ofEpochMilli(Long.parseLong(last.group()));
        Duration later =
                Duration.ofMillis(Duration.between(end, clock.instant()).toMillis());
        StringBuilder moved = new StringBuilder(trace.length());
        for (String line : trace.strip().split("\n", -1)) {
            String arrived = ARRIVAL.matcher(line)
                    .replaceFirst(at -> Long.toString(Long.parseLong(at.group()) + later.toMillis()));
            moved.append(MOMENT.matcher(arrived)
                            .replaceAll(
                                    at -> Instant.parse(at.group()).plus(later).toString()))
                    .append('\n');
        }
        return moved.toString();
    }

    private static String read(String kind) {
        try (InputStream in = CallBook.class.getResourceAsStream("calls/" + kind + ".ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
