package io.switchhook.cli;

import io.switchhook.call.rules.RulesConfig;
import io.switchhook.replay.Replay;
import io.switchhook.replay.TraceSources;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a trace yields. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds a recorded trace through the daemon's own rules, in virtual time and without network,",
            "and writes the events that it yields: the same trace always gives the same bytes."
        })
final class ReplayCommand implements Callable<Integer> {
    /** Lines that are named; chosen: enough to see what is wrong. */
    private static final int UNREADABLE_SHOWN_MAX = 10;

    private long unreadable;

    @Parameters(paramLabel = "TRACE", description = "NDJSON, one input a line, in order of arrival")
    private Path trace;

    @Option(names = "--out", paramLabel = "EVENTS", description = "write the events here instead of to the terminal")
    private Path out;

    @Option(names = "--evidence", description = "also write a line for each input: understood, refused, told")
    private boolean evidence;

    @Option(
            names = "--explain",
            description = "like --evidence, and for each input what was decided and by which rule (src/docs/rules.md)")
    private boolean explain;

    @Mixin
    private OrderingOptions ordering;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(trace)) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "Expected a trace that can be read, but " + trace + " cannot");
        }
        RulesConfig config = TraceSources.adapt(trace, ordering.config());
        try (PrintWriter lines = new PrintWriter(new BufferedWriter(target()))) {
            Optional<Consumer<String>> inputs = evidence || explain ? Optional.of(lines::println) : Optional.empty();
            Replay replay = new Replay(config, lines::println, inputs, explain);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(trace), 1 << 16)) {
                feed(in, replay);
            }
            replay.finish();
            lines.flush();
            PrintWriter err = spec.commandLine().getErr();
            replay.counts().forEach((what, count) -> err.println(count + " " + what));
        }
        return 0;
    }

    private Writer target() {
        if (out == null) {
            return new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        }
        try {
            return Files.newBufferedWriter(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "Expected --out to name a file that can be written, but " + out + " cannot ("
                            + e.getClass().getSimpleName() + "); does its folder exist?");
        }
    }

    private void feed(InputStream in, Replay replay) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        long number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
            } else {
                feed(line, number, replay);
                number++;
            }
        }
        feed(line, number, replay);
    }

    /** Says which lines are none, so that they can be looked at; a file of another kind is not printed as a whole. */
    private void feed(ByteArrayOutputStream line, long number, Replay replay) {
        if (line.size() > 0 && !replay.feed(line.toByteArray())) {
            unreadable++;
            if (unreadable <= UNREADABLE_SHOWN_MAX) {
                spec.commandLine()
                        .getErr()
                        .println("line " + number
                                + ": expected {\"at\": EPOCH_MS, \"account\": …, \"kind\": …, \"body\": …},"
                                + " but it is something else; it is left out");
            }
        }
        line.reset();
    }
}
