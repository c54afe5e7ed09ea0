package io.switchhook.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where events are kept.
 *
 * @param file the SQLite file, absolute; {@code journal.url} as {@code sqlite:PATH}, {@code sqlite:data/switchhook.db};
 *     a relative path starts at the folder of the configuration file. The folder need not exist yet
 * @param keepEvidence how long evidence is kept; {@code journal.keepEvidence}, {@code 30d}; evidence of calls that are
 *     not over is kept for as long as they last
 */
public record JournalSettings(Path file, Duration keepEvidence) {}
