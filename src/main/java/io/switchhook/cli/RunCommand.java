package io.switchhook.cli;

import io.switchhook.config.Settings;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service until it is stopped: SIGTERM ends it, SIGHUP reads the configuration again.",
            "A platform that cannot be reached is tried for ever, unless --fail-fast."
        })
final class RunCommand implements Callable<Integer> {
    /** How long a source may take before --fail-fast gives up. Chosen: a slow login and a subscription. */
    private static final Duration FAIL_FAST_AFTER = Duration.ofSeconds(30);

    @Mixin
    private ConfigOption config;

    @Option(names = "--fail-fast", description = "exit with 3 when the sources do not stand within 30 s")
    private boolean failFast;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.load(spec.commandLine().getErr());
        Vertx vertx = Vertx.vertx();
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger();
        Service service = new Service(vertx, config.file(), failure -> {
            code.set(1);
            end.countDown();
        });
        service.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "shutdown"));
        Signals.on("HUP", service::reload);
        if (failFast && !isReadyInTime(service)) {
            throw new CommandFailure(
                    CommandFailure.UNREACHABLE, "Expected every source to stand, but " + service.missing());
        }
        end.await();
        return code.get();
    }

    private static boolean isReadyInTime(Service service) throws InterruptedException {
        Instant until = Instant.now().plus(FAIL_FAST_AFTER);
        while (!service.isReady() && Instant.now().isBefore(until)) {
            Thread.sleep(100);
        }
        return service.isReady();
    }
}
