package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The first documentation of behaviour: evidence flush left, the machine's answer indented. {@code -Drewrite} writes
 * the answers anew; a difference is committed only when it is understood.
 */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    private static final CallLogPatience LOG = CallLogPatience.of(Duration.ofSeconds(30), Duration.ofMinutes(10));

    @TestFactory
    Stream<DynamicTest> the_machine_answers_as_written() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    static void check(Path file) {
        try {
            String written = Files.readString(file);
            String answered = answer(written);
            if (System.getProperty("rewrite") != null) {
                Files.writeString(file, answered);
            } else {
                assertThat(answered).isEqualTo(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String written) {
        StringBuilder text = new StringBuilder();
        AccountCalls calls = null;
        for (String line : written.lines().toList()) {
            if (line.startsWith(" ")) {
                continue;
            }
            if (line.isBlank() || line.startsWith("#")) {
                text.append(line).append('\n');
            } else if (line.startsWith("given ")) {
                calls = new AccountCalls("acme", config(line.substring(6)));
                text.append(line).append('\n');
            } else {
                long ms = Long.parseLong(line.substring(0, line.indexOf("ms ")));
                passUntil(calls, ms, text);
                text.append(line).append('\n');
                String evidence = line.substring(line.indexOf("ms ") + 3).strip();
                tell(
                        evidence.equals("tick") ? calls.advance(Lines.at(ms)) : calls.accept(Lines.read(evidence, ms)),
                        text);
            }
        }
        return text.toString();
    }

    static RulesConfig config(String sources) {
        return switch (sources) {
            case "sessions" -> RulesConfig.DEFAULTS;
            case "sessions and a call log" -> RulesConfig.DEFAULTS.with(LOG);
            case "presence and a call log" ->
                RulesConfig.DEFAULTS.expecting(true, false, true).with(LOG);
            case "sessions of single extensions" -> RulesConfig.DEFAULTS.expecting(false, true, true);
            case "presence" -> RulesConfig.DEFAULTS.expecting(true, false, true);
            case "presence and nobody to ask" -> RulesConfig.DEFAULTS.expecting(true, false, false);
            default -> throw new IllegalArgumentException("Expected known sources, but it is " + sources);
        };
    }

    /** What falls due on the way is told at its own time. */
    private static void passUntil(AccountCalls calls, long ms, StringBuilder text) {
        Optional<Instant> next = calls.nextDeadline();
        while (next.isPresent() && next.get().isBefore(Lines.at(ms))) {
            Decision decision = calls.advance(next.get());
            if (!decision.events().isEmpty() || !decision.asks().isEmpty()) {
                text.append("  at ").append(Told.ms(next.get())).append("ms:\n");
                tell(decision, text);
            }
            next = calls.nextDeadline();
        }
    }

    private static void tell(Decision decision, StringBuilder text) {
        for (Refusal refusal : decision.refusals()) {
            text.append("  refused: ").append(refusal.reason()).append('\n');
        }
        for (CallEvent event : decision.events()) {
            text.append("  ").append(line(event)).append('\n');
            for (Detail detail : event.change().details()) {
                text.append("    ")
                        .append(detail.path())
                        .append(": ")
                        .append(detail.was())
                        .append(" => ")
                        .append(detail.is())
                        .append('\n');
            }
        }
        for (Ask ask : decision.asks()) {
            text.append("  asks: ").append(ask).append('\n');
        }
    }

    private static String line(CallEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(event.call().id()).append(' ').append(event.sequence()).append(": ");
        line.append(event.type().word());
        event.change().leg().ifPresent(leg -> line.append(' ').append(leg));
        event.change().to().ifPresent(to -> line.append(" => ").append(to));
        line.append(" @").append(Told.ms(event.occurredAt()));
        if (!event.certainty().word().equals("observed")) {
            line.append(' ').append(event.certainty().word());
        }
        event.gap()
                .ifPresent(gap ->
                        line.append(" without ").append(gap.from()).append("..").append(gap.to()));
        event.change().transfer().ifPresent(transfer -> line.append(transferred(transfer)));
        if (event.change().reopened()) {
            line.append(" reopened");
        }
        event.call()
                .outcome()
                .ifPresent(outcome -> line.append(" (")
                        .append(event.call().direction().word())
                        .append(' ')
                        .append(outcome.word())
                        .append(", ")
                        .append(event.call().cause().orElse(""))
                        .append(')'));
        return line.toString();
    }

    private static String transferred(CallEvent.Transfer transfer) {
        return " " + transfer.kind() + " from " + who(transfer.from()) + " to "
                + transfer.successorCallId().orElseGet(() -> who(transfer.to()));
    }

    private static String who(Optional<Endpoint> end) {
        return end.flatMap(known -> known.extensionId().or(() -> known.number().map(number -> number.key())))
                .orElse("?");
    }
}
