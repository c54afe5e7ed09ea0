package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a running daemon in a real browser, while calls come and go; left out where there is no browser. */
class BrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LIVE = "document.querySelector('#live tbody').textContent";
    private static final String RECENT = "document.querySelector('#recent tbody').textContent";

    private static final String CONNECTORS = "document.querySelector('#connectors-list').textContent";
    private static final String LETTERS = "document.querySelector('#letters-list').textContent";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private TestDaemon daemon;

    @BeforeEach
    void start() {
        assumeTrue(Files.isExecutable(Browser.PROGRAM), "a browser at " + Browser.PROGRAM);
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(2)
                                .withExtensions(40)
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        daemon = TestDaemon.start(folder.resolve("daemon"), simulator, List.of("websocket"))
                .ready();
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.close();
            simulator.close().await();
        }
        vertx.close().await();
    }

    @Test
    void a_call_appears_on_the_open_page_and_leaves_the_live_calls_when_it_ends() throws IOException {
        try (Browser page = new Browser(folder.resolve("browser"), daemon.address() + "/")) {
            await().atMost(LIMIT)
                    .until(() -> page.value("document.querySelector('#live-empty').hidden")
                            .equals("false"));
            CallTruth call = simulator.place("answered");
            await().atMost(LIMIT).until(() -> page.value(LIVE).contains(call.from()));
            await().atMost(LIMIT).until(() -> page.value(LIVE).contains("talking"));
            await().atMost(LIMIT).until(() -> !page.value(LIVE).contains(call.from()));
            await().atMost(LIMIT).until(() -> page.value(RECENT).contains(call.from()));
            assertThat(page.value(RECENT)).contains("answered");
            assertThat(simulator.truth()).allMatch(CallTruth::over);
        }
    }

    @Test
    void a_busy_page_fits_a_desk_and_a_telephone() throws IOException {
        List.of("outbound-canceled", "missed", "answered").forEach(simulator::place);
        try (Browser page = new Browser(folder.resolve("browser"), daemon.address() + "/")) {
            await().atMost(LIMIT)
                    .until(() -> simulator.truth().stream()
                            .filter(call -> !call.script().equals("missed"))
                            .allMatch(CallTruth::over));
            List.of("held", "outbound", "internal", "ivr", "ring-group", "missed", "voicemail", "ringout", "answered")
                    .forEach(simulator::place);
            await().atMost(LIMIT)
                    .until(() -> page.value(LIVE).contains("on hold")
                            && page.value(LIVE).contains("talking")
                            && page.value(LIVE).contains("ringing"));
            for (int width : List.of(1280, 360)) {
                page.resize(width, 800);
                fits(page, width, "page");
                page.value("document.querySelector('#live tbody tr:last-child').click()");
                await().atMost(LIMIT)
                        .until(() -> page.value("document.querySelector('#timeline-events').children.length > 3")
                                .equals("true"));
                fits(page, width, "story");
                page.value("document.querySelector('#timeline-why').click()");
                await().atMost(LIMIT)
                        .until(() -> page.value("document.querySelector('#explanation').textContent")
                                .contains("in-place"));
                fits(page, width, "why");
                page.value("document.querySelector('#timeline-close').click()");
            }
        }
    }

    @Test
    void connectors_are_steered_and_dead_letters_dealt_with_on_the_page() throws IOException {
        boolean[] good = {false};
        HttpServer crm = vertx.createHttpServer()
                .requestHandler(request ->
                        request.response().setStatusCode(good[0] ? 200 : 422).end("Field \"subject\" is required"))
                .listen(0, "127.0.0.1")
                .await();
        daemon.close();
        daemon = TestDaemon.start(
                        folder.resolve("with"), simulator, List.of("websocket"), """
                connectors:
                  - { name: crm, type: webhook, filter: { types: [call.started, call.ended] }, url: "http://127.0.0.1:%d" }
                  - { name: trail, type: file, path: trail.ndjson }
                """.formatted(crm.actualPort()))
                .ready();
        simulator.place("missed");
        try (Browser page = new Browser(folder.resolve("browser"), daemon.address() + "/")) {
            until(page, LETTERS, "is required");
            until(page, CONNECTORS, "2 dead letters");
            for (int width : List.of(1280, 360)) {
                page.resize(width, 900);
                page.value("document.querySelector('#connectors').scrollIntoView()");
                fits(page, width, "connectors");
            }
            press(page, "Check crm");
            until(page, "document.querySelector('#connectors-news').textContent", "crm: ");
            press(page, "Pause trail");
            until(page, CONNECTORS, "paused");
            press(page, "Resume trail");
            until(page, CONNECTORS, "delivering");
            page.value("document.querySelector('#letters-list a').click()");
            await().atMost(LIMIT)
                    .until(() -> page.value("document.querySelector('#timeline').open")
                            .equals("true"));
            page.value("document.querySelector('#timeline-why').click()");
            until(page, "document.querySelector('#explanation').textContent", "At the connectors");
            page.value("document.querySelector('#explanation h3').scrollIntoView()");
            fits(page, 360, "deliveries");
            page.resize(1280, 900);
            page.value("document.querySelector('#explanation h3').scrollIntoView()");
            fits(page, 1280, "deliveries");
            page.value("document.querySelector('#timeline-close').click()");
            press(page, "Discard letter");
            press(page, "Discard for good letter");
            until(page, CONNECTORS, "1 dead letters");
            good[0] = true;
            press(page, "Retry letter");
            await().atMost(LIMIT)
                    .until(() -> page.value("document.querySelector('#letters').hidden")
                            .equals("true"));
        } finally {
            crm.close().await();
        }
    }

    private static void until(Browser page, String expression, String words) {
        await().atMost(LIMIT).until(() -> page.value(expression).contains(words));
    }

    /** Presses the first button whose accessible name begins so. */
    private static void press(Browser page, String name) {
        String button = "document.querySelector('button[aria-label^=\"" + name + "\"]')";
        await().atMost(LIMIT).until(() -> !page.value(button).equals("null"));
        page.value(button + ".click()");
    }

    private static void fits(Browser page, int width, String what) throws IOException {
        page.picture(Path.of("target/pictures/" + what + "-" + width + ".png"));
        assertThat(page.value("document.documentElement.scrollWidth"))
                .as("nothing sticks out at the side of the %s, %d wide", what, width)
                .isEqualTo(Integer.toString(width));
        assertThat(page.value(
                        "[...document.querySelectorAll('dialog[open]')].every(d => d.scrollWidth <= d.clientWidth)"))
                .isEqualTo("true");
    }
}
