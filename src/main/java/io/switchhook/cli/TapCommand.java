package io.switchhook.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows the events of a running daemon. */
@Command(
        name = "tap",
        mixinStandardHelpOptions = true,
        description = "Follows the events of a running daemon, through its restarts, without a hole.")
final class TapCommand implements Callable<Integer> {
    private static final long AGAIN_AFTER_MS = 1_000;

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--from",
            paramLabel = "OFFSET",
            description = "begin after this offset; 0 is the beginning; default: now")
    private Long from;

    @Option(names = "--filter", paramLabel = "TYPES", description = "for example call.answered,call.ended or call.*")
    private String filter;

    @Option(names = "--json", description = "print the envelopes as they are")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private long offset;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DaemonClient client = daemon.client(spec.commandLine().getErr());
        offset = from == null ? newest(client) : from;
        boolean reached = false;
        while (true) {
            try (Stream<String> lines = client.lines(path())) {
                reached = true;
                lines.filter(line -> !line.isBlank()).forEach(line -> print(line, out));
            } catch (IOException | UncheckedIOException | DecodeException cut) {
                if (!reached) {
                    throw client.unreachable();
                }
            }
            Thread.sleep(AGAIN_AFTER_MS);
        }
    }

    /** Now, as an offset: known before the first event, so that a cut before it makes no hole. */
    private static long newest(DaemonClient client) throws InterruptedException {
        return new JsonObject(client.get("/api/v1/calls?max=1")).getLong("offset");
    }

    private String path() {
        return "/api/v1/events?follow=true&after=" + offset
                + (filter == null ? "" : "&type=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    private void print(String line, PrintWriter out) {
        JsonObject envelope = new JsonObject(line);
        offset = envelope.getJsonObject("data").getLong("offset");
        out.println(json ? line : Telling.forTerminal().event(envelope));
        out.flush();
    }
}
