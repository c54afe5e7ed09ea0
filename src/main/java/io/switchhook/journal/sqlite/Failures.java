package io.switchhook.journal.sqlite;

import io.switchhook.journal.JournalFailure;
import java.nio.file.Path;
import java.sql.SQLException;

/** Says what went wrong with the file and what a person can do about it. */
final class Failures {
    /** SQLite's extended result codes carry the kind of trouble in the lowest byte (sqlite.org/rescode.html). */
    private static final int PRIMARY = 0xff;

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;

    private Failures() {}

    /**
     * Words for a failure.
     *
     * @param file the journal's file
     * @param expected what was being done, to follow "Expected"
     * @param cause what the store said
     */
    static JournalFailure of(Path file, String expected, Exception cause) {
        String remedy = cause instanceof SQLException sql ? remedy(sql) : "this is a defect of Switchhook, report it";
        return new JournalFailure(
                "Expected " + expected + " in " + file + ", but " + cause.getMessage() + "; " + remedy, cause);
    }

    /** Whether an entry is to blame, and not the file: other entries may still be kept. */
    static boolean isFaultOfEntry(Exception cause) {
        return !(cause instanceof SQLException sql) || primary(sql) == CONSTRAINT;
    }

    private static int primary(SQLException cause) {
        return cause.getErrorCode() & PRIMARY;
    }

    private static String remedy(SQLException cause) {
        return switch (primary(cause)) {
            case FULL -> "free disk space or move the journal to a larger disk";
            case BUSY, LOCKED -> "end the other program that holds the file";
            case READONLY, CANTOPEN -> "let the daemon's user write the file and its folder";
            case IOERR -> "look at the system log for errors of the disk";
            case CORRUPT -> "stop the daemon, keep a copy, and restore a backup or try sqlite3's .recover";
            case NOTADB -> "name another file, since this one is no Switchhook journal";
            case CONSTRAINT -> "this event or call was kept before, a defect of Switchhook, report it";
            default -> "look at the cause";
        };
    }
}
