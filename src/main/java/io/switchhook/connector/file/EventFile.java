package io.switchhook.connector.file;

import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Appends each event to a file, several by one flush of the disk, on a thread of its own. */
final class EventFile implements Connector {
    private static final String VERSION = "1";

    /** Calls at a time, and so lines by one flush; chosen: what the door allows. */
    private static final int TOGETHER = 64;

    private final LineFile file;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "switchhook-file-connector");
        thread.setDaemon(true);
        return thread;
    });

    EventFile(LineFile file) {
        this.file = file;
    }

    @Override
    public Description describe() {
        return new Description(VERSION, Guarantee.AT_LEAST_ONE, true, Set.of(Ability.WRITES_ELSEWHERE), TOGETHER);
    }

    @Override
    public CompletionStage<Checked> check() {
        return run(() -> {
            file.open();
            return new Checked(true, file + " can be written");
        });
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        Line line = new Line(update.envelope(), new CompletableFuture<>());
        waiting.add(line);
        writer.execute(this::drain);
        return line.written();
    }

    /** Whoever comes first writes for all who wait, and the others find nothing to do. */
    private void drain() {
        List<Line> lines = new ArrayList<>();
        waiting.drainTo(lines, TOGETHER);
        if (lines.isEmpty()) {
            return;
        }
        try {
            file.append(lines.stream().map(Line::text).toList());
            lines.forEach(line -> line.written().complete(Written.NOTHING));
        } catch (IOException e) {
            DeliveryFailure failure = DeliveryFailure.retry(e.toString());
            lines.forEach(line -> line.written().completeExceptionally(failure));
        }
    }

    private <T> CompletionStage<T> run(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        writer.execute(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(DeliveryFailure.retry(e.toString()));
            }
        });
        return done;
    }

    @Override
    public void close() {
        writer.execute(file::close);
        writer.shutdown();
    }

    /** A line and who waits for it. */
    private record Line(String text, CompletableFuture<Written> written) {}
}
