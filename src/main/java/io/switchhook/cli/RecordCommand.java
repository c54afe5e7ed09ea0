package io.switchhook.cli;

import io.switchhook.replay.Redactor;
import io.switchhook.replay.TraceLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a running daemon heard as a trace. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what a running daemon heard from the platform as a trace that replay takes. Telephone numbers,",
            "names and texts are replaced, the same for the same, so that the trace tells the same stories of nobody;",
            "ids of accounts, extensions and sessions stay. Without --follow it ends with what was heard last."
        })
final class RecordCommand implements Callable<Integer> {
    /** Bytes of the key from which numbers are made. Chosen: HMAC-SHA-256 gains nothing from a longer one. */
    private static final int KEY_BYTES = 32;

    /** As in a configuration (product.md 3); six digits of days reach back to the first millennium. */
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--account", paramLabel = "NAME", description = "needed when the daemon has several accounts")
    private String account;

    @Option(names = "--out", paramLabel = "TRACE", description = "a new file to write to instead of the terminal")
    private Path out;

    @Option(names = "--from", paramLabel = "OFFSET", description = "begin after this offset; default: the beginning")
    private long from;

    @Option(names = "--last", paramLabel = "DURATION", description = "only what was heard in the last 30m, 1h, 7d, …")
    private String last;

    @Option(names = "--follow", description = "go on with what comes, through restarts, until Ctrl-C")
    private boolean follow;

    @Option(names = "--not-redacted", description = "leave the numbers, names and texts of people in the trace")
    private boolean notRedacted;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Instant> since =
                Optional.ofNullable(last).map(text -> Instant.now().minus(duration(text)));
        EvidenceReader reader = new EvidenceReader(
                daemon.client(err), new EvidenceReader.Wanted(Optional.ofNullable(account), since, follow), from);
        if (notRedacted) {
            err.println("Warning: the trace will hold telephone numbers, names and texts of people.");
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Redactor redactor = new Redactor(key);
        try (PrintWriter lines = new PrintWriter(new BufferedWriter(target()))) {
            record(reader, new Recording(lines, notRedacted ? line -> line : redactor::redact), err);
        }
        return 0;
    }

    private void record(EvidenceReader reader, Recording recording, PrintWriter err)
            throws IOException, InterruptedException {
        Thread summary = new Thread(() -> tell(recording, err), "summary");
        // Ctrl-C is how a recording that follows ends.
        Runtime.getRuntime().addShutdownHook(summary);
        try {
            reader.read(recording);
            tell(recording, err);
        } catch (CommandFailure failure) {
            if (recording.written() > 0) {
                tell(recording, err);
            } else if (out != null) {
                // An empty file would be in the way of the next try.
                Files.deleteIfExists(out);
            }
            throw failure;
        } finally {
            Runtime.getRuntime().removeShutdownHook(summary);
        }
    }

    private static void tell(Recording recording, PrintWriter err) {
        err.println(recording.written() + " lines");
        if (recording.unreadable() > 0) {
            err.println(recording.unreadable() + " lines of the daemon left out, since they could not be read");
        }
        err.flush();
    }

    /** A file of a recording is for its owner only: even redacted it tells when who called how long. */
    private Writer target() throws IOException {
        if (out == null) {
            return new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        }
        FileAttribute<?> own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            return Channels.newWriter(
                    Files.newByteChannel(out, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), own),
                    StandardCharsets.UTF_8);
        } catch (FileAlreadyExistsException exists) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "Expected --out to name a new file, but " + out + " exists; delete it or name another");
        }
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text.strip());
        if (!parts.matches()) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "Expected --last like 30s, 30m, 1h or 7d, but it is \"" + text + "\"");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Writes lines one by one, so that a recording that is broken off holds whole ones. */
    private static final class Recording implements EvidenceReader.Taker {
        private final PrintWriter lines;
        private final UnaryOperator<TraceLine> rule;
        private final AtomicLong written = new AtomicLong();
        private final AtomicLong unreadable = new AtomicLong();

        Recording(PrintWriter lines, UnaryOperator<TraceLine> rule) {
            this.lines = lines;
            this.rule = rule;
        }

        @Override
        public void take(String line) {
            Optional<TraceLine> read = TraceLine.read(line.getBytes(StandardCharsets.UTF_8));
            if (read.isEmpty()) {
                unreadable.incrementAndGet();
                return;
            }
            lines.print(rule.apply(read.get()).write() + "\n");
            lines.flush();
            written.incrementAndGet();
        }

        long written() {
            return written.get();
        }

        long unreadable() {
            return unreadable.get();
        }
    }
}
