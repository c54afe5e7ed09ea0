package io.switchhook.journal.sqlite;

import io.switchhook.journal.Journal;
import io.switchhook.journal.JournalContract;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite journal is a journal. */
class SqliteJournalTest extends JournalContract {
    @TempDir
    private Path folder;

    @Override
    protected Future<? extends Journal> open(InstantSource clock) {
        return SqliteJournal.open(vertx, folder.resolve("switchhook.db"), clock);
    }
}
