package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.journal.memory.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it; left out where there is no browser. */
class DashboardTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final String INJECTION = "<img src=x onerror=\"document.title='owned'\">";

    @TempDir
    Path profile;

    @Test
    void the_page_shows_live_calls_and_finished_ones_and_takes_names_as_text() throws Exception {
        assumeTrue(Files.isExecutable(BROWSER), "a browser at " + BROWSER);
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty(), Clock.systemUTC())) {
            fill(server);
            String page = browse(server.uri("/").toString(), "--dump-dom");
            assertThat(page).contains("+14155550123").contains("talking").contains("missed");
            assertThat(page).contains("websocket").contains("pubnub is down");
            assertThat(page)
                    .contains("&lt;img src=x")
                    .doesNotContain("<img src=\"x\"")
                    .doesNotContain("owned</title>");
        }
    }

    @Test
    void an_address_that_names_a_call_opens_its_timeline() throws Exception {
        assumeTrue(Files.isExecutable(BROWSER), "a browser at " + BROWSER);
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty(), Clock.systemUTC())) {
            fill(server);
            String page = browse(server.uri("/").toString() + "#s-held", "--dump-dom");
            assertThat(page).containsPattern("<dialog id=\"timeline\"[^>]* open");
            String timeline = page.substring(page.indexOf("<ol id=\"timeline-events\">"));
            assertThat(timeline)
                    .contains("call started")
                    .contains("ringing → talking")
                    .contains("talking → on hold");
        }
    }

    @Test
    void the_page_asks_for_the_token_when_one_is_needed() throws Exception {
        assumeTrue(Files.isExecutable(BROWSER), "a browser at " + BROWSER);
        try (ServerUnderTest server = new ServerUnderTest(Optional.of("sesame"), Clock.systemUTC())) {
            fill(server);
            String page = browse(server.uri("/").toString(), "--dump-dom");
            assertThat(page).contains("token needed").containsPattern("<dialog id=\"login\"[^>]* open");
            assertThat(page).doesNotContain("+14155550123");
        }
    }

    private static void fill(ServerUnderTest server) {
        Instant now = Instant.now();
        server.stands(new Readiness(
                List.of(new Readiness.Account(
                        "acme",
                        List.of(
                                new Readiness.Source("websocket", true, Optional.of(now), ""),
                                new Readiness.Source("pubnub", false, Optional.of(now), "refused, next try in 30 s")),
                        Optional.of(now))),
                Map.of("notifications", 42L)));
        Story talking = Story.inbound("s-talk", "+14155550123", now.minusSeconds(205));
        server.tell(talking.rings());
        server.tell(talking.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(8)));
        server.tell(talking.tell(CallEventType.LEG_ANSWERED, CallState.TALKING, Duration.ofMillis(40)));
        Story missed = Story.inbound("s-missed", "+442071838750", now.minusSeconds(900));
        server.tell(missed.rings());
        server.tell(missed.tell(CallEventType.ENDED, CallState.ENDED, Duration.ofSeconds(22)));
        Story done =
                new Story("s-done", "acme", Direction.OUTBOUND, "+12055550100", "Main line", now.minusSeconds(640));
        server.tell(done.rings());
        server.tell(done.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(5)));
        server.tell(done.tell(CallEventType.ENDED, CallState.ENDED, Duration.ofSeconds(187)));
        server.tell(done.tell(CallEventType.COMPLETED, CallState.COMPLETED, Duration.ofSeconds(2)));
        Story held =
                new Story("s-held", "acme", Direction.OUTBOUND, "+4930901820", "ACME Berlin", now.minusSeconds(61));
        server.tell(held.rings());
        server.tell(held.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(5)));
        server.tell(held.tell(CallEventType.HELD, CallState.HELD, Duration.ofSeconds(25)));
        server.tell(
                new Story("s-evil", "acme", Direction.INBOUND, "+15555550199", INJECTION, now.minusSeconds(4)).rings());
    }

    private String browse(String address, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                BROWSER.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=4000"));
        command.addAll(List.of(what));
        command.add(address);
        Path page = profile.resolve("page.html");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(page.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = browser.waitFor(60, TimeUnit.SECONDS);
        browser.destroyForcibly();
        assertThat(ended).as("the browser ended by itself").isTrue();
        return Files.readString(page);
    }
}
