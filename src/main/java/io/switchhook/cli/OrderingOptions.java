package io.switchhook.cli;

import io.switchhook.call.rules.RulesConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How patient a replay is; the daemon takes the same from its configuration. */
final class OrderingOptions {
    @Option(names = "--gap-wait", paramLabel = "MS", description = "longest wait for a missing report; default 1500")
    private long gapWaitMs = RulesConfig.DEFAULTS.gapWait().toMillis();

    @Option(names = "--end-grace", paramLabel = "MS", description = "wait before a doubtful end is told; default 1500")
    private long endGraceMs = RulesConfig.DEFAULTS.endGrace().toMillis();

    @Option(
            names = "--extensions",
            description = "the trace is of listed extensions, so that gaps in a session's numbers mean nothing")
    private boolean extensions;

    RulesConfig config() {
        return new RulesConfig(
                Duration.ofMillis(gapWaitMs),
                Duration.ofMillis(endGraceMs),
                RulesConfig.DEFAULTS.linger(),
                !extensions,
                true,
                false);
    }
}
