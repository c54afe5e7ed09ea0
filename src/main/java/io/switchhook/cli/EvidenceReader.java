package io.switchhook.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a daemon's evidence and goes on where the connection broke, without a hole or a repeat. */
final class EvidenceReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long AGAIN_AFTER_MS = 1_000;

    /** Tries without a single line before a reading that should end is given up; chosen, half a minute. */
    private static final int TRIES_MAX = 30;

    private final DaemonClient client;
    private final Wanted wanted;
    private long offset;

    EvidenceReader(DaemonClient client, Wanted wanted, long after) {
        this.client = client;
        this.wanted = wanted;
        this.offset = after;
    }

    /** Takes lines of evidence. */
    interface Taker {
        void take(String line);
    }

    /** Returns when all has been read; when following, never. */
    void read(Taker taker) throws InterruptedException {
        boolean reached = false;
        int tries = 0;
        while (true) {
            long before = offset;
            try (Stream<String> lines = client.lines(path())) {
                reached = true;
                pass(lines.iterator(), taker);
                if (!wanted.follow()) {
                    return;
                }
            } catch (IOException | UncheckedIOException away) {
                tries = offset > before ? 0 : tries + 1;
                if (!reached || (!wanted.follow() && tries >= TRIES_MAX)) {
                    throw client.unreachable();
                }
            }
            Thread.sleep(AGAIN_AFTER_MS);
        }
    }

    private void pass(Iterator<String> lines, Taker taker) throws IOException {
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.isBlank()) {
                offset = offsetOf(line);
                taker.take(line);
            }
        }
    }

    /** A line that was cut off is no JSON, and counts as not received. */
    private static long offsetOf(String line) throws IOException {
        long found = -1;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                found = name.equals("offset") ? json.getLongValue() : found;
                json.skipChildren();
            }
        }
        return found;
    }

    private String path() {
        return "/api/v1/evidence?after=" + offset
                + (wanted.follow() ? "&follow=true" : "")
                + wanted.account().map(name -> "&account=" + encoded(name)).orElse("")
                + wanted.since()
                        .map(time -> "&since=" + encoded(time.toString()))
                        .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * What to read.
     *
     * @param account the account's label; absent for the only one
     * @param since leaves out what was heard before
     * @param follow whether to go on with what comes
     */
    record Wanted(Optional<String> account, Optional<Instant> since, boolean follow) {}
}
