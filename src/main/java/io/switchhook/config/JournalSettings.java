package io.switchhook.config;

import java.nio.file.Path;

/**
 * Where events are kept.
 *
 * @param file the SQLite file, absolute; {@code journal.url} as {@code sqlite:PATH}, {@code sqlite:data/switchhook.db};
 *     a relative path starts at the folder of the configuration file. The folder need not exist yet
 */
public record JournalSettings(Path file) {}
