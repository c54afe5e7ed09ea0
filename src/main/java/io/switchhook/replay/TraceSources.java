package io.switchhook.replay;

import io.switchhook.call.rules.RulesConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which sources a trace has: what the daemon knows from its subscriptions, a replay has to see in the trace itself.
 */
public final class TraceSources {
    private static final String SESSIONS = "/telephony/sessions";

    private TraceSources() {}

    /**
     * Looks through a trace until the answer is known.
     *
     * @param trace the file
     * @param config the configuration to adapt
     * @return the configuration with the trace's sources; nobody answers questions in a replay
     * @throws IOException when the file cannot be read
     */
    public static RulesConfig adapt(Path trace, RulesConfig config) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(SESSIONS)) {
                    return config.expecting(config.accountWide(), true, false);
                }
            }
        }
        return config.expecting(config.accountWide(), false, false);
    }
}
