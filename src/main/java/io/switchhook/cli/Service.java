package io.switchhook.cli;

import io.switchhook.config.Settings;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon as a process: started, reloaded, stopped, from plain threads. */
final class Service {
    private static final Logger log = LoggerFactory.getLogger(Service.class);

    /** systemd and people expect an end within 5 s (product.md 8). */
    private static final long STOP_WITHIN_MS = 4_000;

    private final Vertx vertx;
    private final Path file;
    private final Consumer<Throwable> broken;
    private final World world = World.real();
    /** Each signal has a thread of its own. */
    private final ReentrantLock reloading = new ReentrantLock();

    private volatile Daemon daemon;
    private volatile Settings settings;

    Service(Vertx vertx, Path file, Consumer<Throwable> broken) {
        this.vertx = vertx;
        this.file = file;
        this.broken = broken;
    }

    /** Starts, or says in one sentence why not. */
    void start(Settings with) {
        try {
            begin(with);
        } catch (RuntimeException failure) {
            vertx.close();
            throw new CommandFailure(CommandFailure.NOT_SO, "Cannot start: " + failure.getMessage());
        }
    }

    private void begin(Settings with) {
        daemon = Daemon.start(vertx, with, world, this::giveUp).await();
        settings = with;
    }

    String address() {
        return daemon.address(settings);
    }

    boolean isReady() {
        return daemon.readiness().ready();
    }

    Object missing() {
        return daemon.readiness().missing();
    }

    /**
     * Applies a good file; a bad one is told and the old one kept. Needs a plain thread: it waits, which a thread of
     * Vert.x may not.
     */
    void reload() {
        reloading.lock();
        try {
            log.info("Reading {} again", file);
            Settings fresh = ConfigOption.load(file, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
            daemon.stop().await();
            beginOrGoBack(fresh);
        } catch (CommandFailure bad) {
            log.error("The old configuration stays: {}", bad.getMessage());
        } finally {
            reloading.unlock();
        }
    }

    /** What a file cannot show, a port that is taken for example, shows only now; a service without calls is none. */
    private void beginOrGoBack(Settings fresh) {
        Settings before = settings;
        try {
            begin(fresh);
            log.info("Configuration applied");
        } catch (RuntimeException failure) {
            log.error("The old configuration stays, because the new one cannot start: {}", failure.getMessage());
            try {
                begin(before);
            } catch (RuntimeException again) {
                log.error("Expected to go on with the old configuration, but it cannot start either; ending", again);
                broken.accept(again);
            }
        }
    }

    /** An event we cannot keep is an event we would lose: stop, and let systemd start us clean. */
    private void giveUp(Throwable failure) {
        log.error(
                "Expected the journal to keep events, but it failed; stopping. Mend what it says, then start again.",
                failure);
        broken.accept(failure);
    }

    /** Drains and closes. */
    void stop() {
        try {
            daemon.stop().await(STOP_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            log.warn("Not everything closed within {} ms; the journal is safe all the same", STOP_WITHIN_MS);
        }
        vertx.close();
    }
}
