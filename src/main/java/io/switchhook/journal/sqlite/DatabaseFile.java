package io.switchhook.journal.sqlite;

import io.switchhook.journal.JournalFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The file as this process owns it: locked against other daemons, checked, and brought to the newest schema. */
final class DatabaseFile {
    /** Pages of 4 KiB in the log before they move to the file; chosen: 16 MiB, so that flushes of the file are rare. */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** Bytes that the log is cut to after a burst; chosen: four times the above. */
    private static final int LOG_BYTES = 64 << 20;

    /** KiB of cache for the writer; chosen: the hot pages of the indexes at a million calls. */
    private static final int WRITER_CACHE_KIB = 32 << 10;

    private final Path file;
    private final Duration busyWait;
    private final FileChannel lock;
    private final Connection writer;

    private DatabaseFile(Path file, Duration busyWait, FileChannel lock, Connection writer) {
        this.file = file;
        this.busyWait = busyWait;
        this.lock = lock;
        this.writer = writer;
    }

    /**
     * Opens or creates the file; blocks.
     *
     * @throws JournalFailure when it belongs to somebody else, is newer than we are, or the disk does not do it
     */
    static DatabaseFile open(Path file, Duration busyWait, List<Schema.Step> steps) {
        FileChannel lock = lock(file);
        try {
            return new DatabaseFile(file, busyWait, lock, connectWriter(file, busyWait, steps));
        } catch (SQLException e) {
            throw unlocked(lock, Failures.of(file, "to open the journal", e));
        } catch (JournalFailure e) {
            throw unlocked(lock, e);
        }
    }

    Path file() {
        return file;
    }

    Connection writer() {
        return writer;
    }

    /** A connection that cannot write. */
    Connection reader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(Math.toIntExact(busyWait.toMillis()));
        Connection connection = opened(config.createConnection(url(file)), "PRAGMA query_only = 1");
        connection.setAutoCommit(false);
        return connection;
    }

    void close() {
        try {
            writer.close();
            lock.close();
        } catch (SQLException | IOException e) {
            throw Failures.of(file, "to close the journal", e);
        }
    }

    private static FileChannel lock(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isOurs(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new JournalFailure(
                    "Expected to write " + beside + ", but " + e
                            + "; let the daemon's user write this folder, or name another file",
                    e);
        }
        throw new JournalFailure("Expected to be the only one that writes " + file + ", but another Switchhook holds "
                + beside + "; stop it, or give this one a file of its own");
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static JournalFailure unlocked(FileChannel lock, JournalFailure failure) {
        try {
            lock.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static Connection connectWriter(Path file, Duration busyWait, List<Schema.Step> steps) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busyWait.toMillis()));
        Connection connection = config.createConnection(url(file));
        try {
            check(file, connection, Schema.newest(steps));
            opened(
                    connection,
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = FULL",
                    "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES,
                    "PRAGMA journal_size_limit = " + LOG_BYTES,
                    "PRAGMA cache_size = -" + WRITER_CACHE_KIB);
            Schema.migrate(connection, steps);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | JournalFailure e) {
            connection.close();
            throw e;
        }
    }

    /** Looks before anything is written, so that a file of somebody else stays as it is. */
    private static void check(Path file, Connection connection, int newest) throws SQLException {
        long application = Sql.number(connection, "PRAGMA application_id");
        long version = Sql.number(connection, "PRAGMA user_version");
        long tables = Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
        boolean empty = application == 0 && version == 0 && tables == 0;
        if (application != Schema.APPLICATION_ID && !empty) {
            throw new JournalFailure(
                    "Expected " + file
                            + " to be a Switchhook journal or to be absent, but it is another program's database; name another file");
        }
        if (version > newest) {
            throw new JournalFailure("Expected " + file + " to have schema version " + newest + " or older, but it has "
                    + version + "; start the newer Switchhook that wrote it, or restore a backup from before");
        }
    }

    private static Connection opened(Connection connection, String... settings) throws SQLException {
        try {
            Sql.execute(connection, settings);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }
}
