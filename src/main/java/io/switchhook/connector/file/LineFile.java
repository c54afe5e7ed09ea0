package io.switchhook.connector.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A file of whole lines. What was appended is on the disk; a line that a crash cut off is removed when the file is opened,
 * since whoever wrote it was never told that it is there. Rotation renames, so no line is ever copied or lost.
 */
final class LineFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Bytes looked at in one step for the end of the last whole line. */
    private static final int STEP = 8 << 10;

    private final Path file;
    private final long bytesMax;
    private final Duration ageMax;
    private final InstantSource clock;
    private Optional<FileChannel> channel = Optional.empty();
    private Instant begunAt = Instant.EPOCH;

    LineFile(Path file, long bytesMax, Duration ageMax, InstantSource clock) {
        this.file = file;
        this.bytesMax = bytesMax;
        this.ageMax = ageMax;
        this.clock = clock;
    }

    /** Appends lines, all of them or, after a failure, maybe none; returns when they are on the disk. */
    void append(List<String> lines) throws IOException {
        FileChannel open = rotated();
        try {
            ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            open.force(false);
        } catch (IOException e) {
            // Opening it again cuts off half a line.
            close();
            throw e;
        }
    }

    /** Opens the file if it is not open; creates it and its folders when they are absent. */
    FileChannel open() throws IOException {
        if (channel.isPresent()) {
            return channel.get();
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean isNew = !Files.exists(file) || Files.size(file) == 0;
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        mend(opened);
        begunAt = isNew
                ? clock.instant()
                : Files.readAttributes(file, BasicFileAttributes.class)
                        .creationTime()
                        .toInstant();
        channel = Optional.of(opened);
        return opened;
    }

    private FileChannel rotated() throws IOException {
        FileChannel open = open();
        boolean isOld = !begunAt.plus(ageMax).isAfter(clock.instant());
        if (open.size() == 0 || (open.size() < bytesMax && !isOld)) {
            return open;
        }
        close();
        String name = file.getFileName() + "." + STAMP.format(clock.instant());
        Path target = file.resolveSibling(name);
        for (int n = 1; Files.exists(target); n++) {
            target = file.resolveSibling(name + "." + n);
        }
        Files.move(file, target);
        return open();
    }

    /** Cuts off what comes after the last line break, and stands at the end. */
    private static void mend(FileChannel open) throws IOException {
        long end = open.size();
        while (end > 0) {
            int length = (int) Math.min(STEP, end);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            int got = 0;
            while (bytes.hasRemaining() && got >= 0) {
                got = open.read(bytes, end - bytes.remaining());
            }
            int last = length - 1;
            while (last >= 0 && bytes.get(last) != '\n') {
                last--;
            }
            if (last >= 0) {
                end = end - length + last + 1;
                break;
            }
            end -= length;
        }
        open.truncate(end);
        open.position(end);
    }

    void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // Every line was flushed before anybody was told of it.
            return;
        } finally {
            channel = Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
