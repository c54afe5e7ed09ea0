package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallEvent;
import io.switchhook.event.Envelope;
import io.switchhook.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Connectors are given calls that were read back from the journal: nothing may be lost on the way. */
class EnvelopeReadBackTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    @TestFactory
    Stream<DynamicTest> an_event_that_was_read_back_is_written_as_the_same_bytes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> events(file).forEach(EnvelopeReadBackTest::check)));
        }
    }

    private static void check(CallEvent event) {
        String written = EventJson.write(event, 7, NOW);
        Envelope read = Envelope.read(written);
        CallEvent again = new CallEvent(
                event.type(),
                event.sequence(),
                event.occurredAt(),
                event.observedAt(),
                event.certainty(),
                event.origin(),
                event.evidence(),
                event.gap(),
                event.change(),
                read.call());
        assertThat(EventJson.write(again, 7, NOW)).isEqualTo(written);
        assertThat(read.id()).isEqualTo(event.id());
        assertThat(read.type()).isEqualTo(event.type().word());
        assertThat(read.sequence()).isEqualTo(event.sequence());
        assertThat(read.origin()).isEqualTo(event.origin());
        assertThat(read.json()).isEqualTo(written);
    }

    private static List<CallEvent> events(Path file) {
        try {
            return events(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CallEvent> events(List<String> lines) {
        List<CallEvent> events = new ArrayList<>();
        AccountCalls calls = null;
        for (String line : lines) {
            if (line.startsWith("given ")) {
                calls = new AccountCalls("acme", TranscriptTest.config(line.substring(6)));
            } else if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
                long ms = Long.parseLong(line.substring(0, line.indexOf("ms ")));
                String evidence = line.substring(line.indexOf("ms ") + 3).strip();
                Optional<Instant> next = calls.nextDeadline();
                while (next.isPresent() && next.get().isBefore(Lines.at(ms))) {
                    events.addAll(calls.advance(next.get()).events());
                    next = calls.nextDeadline();
                }
                Decision decision =
                        evidence.equals("tick") ? calls.advance(Lines.at(ms)) : calls.accept(Lines.read(evidence, ms));
                events.addAll(decision.events());
            }
        }
        assertThat(events).isNotEmpty();
        return events;
    }
}
