package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every feed promises, whatever carries it. */
abstract class FeedContract {
    static final Patience FAST = new Patience(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(1500),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofMillis(150));

    final Ear ear = new Ear();
    Vertx vertx;
    boolean ended;
    PushServer server;
    LoopbackPlatform platform;
    Feed feed;
    Set<String> threadsBefore;

    @BeforeEach
    void begin() {
        threadsBefore = threads();
        vertx = Vertx.vertx();
        server = new PushServer(vertx);
        platform = new LoopbackPlatform(vertx, () -> server.port());
    }

    @AfterEach
    void end() {
        if (!ended) {
            ended = true;
            if (feed != null) {
                PushServer.await(feed.close());
            }
            PushServer.await(vertx.close());
        }
    }

    /** The feed under test, not yet open. */
    abstract Feed make(FeedSettings settings);

    /** The platform has something to tell. */
    abstract void platformNotifies(String envelope);

    /** The platform sends what nobody can read. */
    abstract void platformSendsGarbage();

    /** Every connection breaks. */
    abstract void cut();

    /** There is a connection that could be cut. */
    abstract boolean isListening();

    /** Connections stay open and silent. */
    abstract void freeze(boolean frozen);

    /** Nothing is answered, and everything open is cut. */
    void platformGoesDown() {
        server.down();
    }

    FeedSettings settings(Patience patience) {
        return new FeedSettings(vertx, platform, Filters.account(), InstantSource.system(), new Random(7), patience);
    }

    void open() {
        feed = make(settings(FAST));
        PushServer.await(feed.open(ear));
    }

    void openAndWait() {
        open(FAST);
    }

    void open(Patience patience) {
        feed = make(settings(patience));
        PushServer.await(feed.open(ear));
        until("connected", () -> ear.count("connected") == 1);
        untilListening();
    }

    void untilListening() {
        until("listening", () -> server.on(this::isListening));
    }

    static String envelope(int number) {
        return "{\"uuid\":\"" + number + "\",\"body\":{\"text\":\"é ] } \\\" ,\"}}";
    }

    @Test
    void notifications_are_heard_in_order_and_unchanged() {
        openAndWait();
        List<String> sent =
                IntStream.range(0, 200).mapToObj(FeedContract::envelope).toList();
        server.run(() -> sent.forEach(this::platformNotifies));
        until("all heard", () -> ear.heard.size() >= sent.size());
        assertThat(ear.heard).isEqualTo(sent);
        assertThat(new TreeSet<>(ear.threads)).hasSize(1);
    }

    @Test
    void accepted_and_refused_filters_are_told() {
        String messages = Filters.account().get(2);
        server.run(() -> server.disabled.add(new JsonObject()
                .put("filter", messages)
                .put("reason", "No permission")
                .put("message", "ReadMessages")));
        openAndWait();
        assertThat(ear.told).containsExactly("connected 2 [" + messages + ": No permission ReadMessages]");
    }

    @Test
    void after_a_cut_nothing_is_lost_or_a_gap_is_told() {
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("first heard", () -> ear.heard.size() == 1);
        untilListening();
        server.run(() -> {
            cut();
            platformNotifies(envelope(2));
        });
        until("missed one heard", () -> ear.heard.size() >= 2 || ear.count("gap") > 0);
        until("connected again", () -> ear.count("connected") == 2);
        server.run(() -> platformNotifies(envelope(3)));
        until("new one heard", () -> ear.heard.contains(envelope(3)));
        assertThat(ear.count("lost")).isEqualTo(1);
        assertThat(ear.heard).containsSubsequence(envelope(1), envelope(3));
        assertThat(ear.heard.contains(envelope(2)) || ear.count("gap") == 1).isTrue();
    }

    @Test
    void a_feed_waits_for_a_platform_that_is_down_at_the_start() {
        server.down();
        open();
        until("lost", () -> ear.count("lost") == 1);
        server.up();
        until("connected", () -> ear.count("connected") == 1);
        assertThat(ear.count("gap")).isZero();
    }

    @Test
    void a_feed_never_gives_up_while_the_platform_is_down() {
        openAndWait();
        platformGoesDown();
        int askedBefore = platform.asked.get();
        until("asked in vain many times", () -> platform.asked.get() > askedBefore + 20);
        server.up();
        until("connected", () -> ear.count("connected") == 2);
        assertThat(ear.count("lost")).isEqualTo(1);
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
    }

    @Test
    void a_dead_but_open_connection_is_noticed_and_left() {
        openAndWait();
        server.run(() -> freeze(true));
        until("lost", () -> ear.count("lost") == 1);
        server.run(() -> freeze(false));
        until("connected", () -> ear.count("connected") == 2);
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
    }

    @Test
    void a_feed_that_is_doubted_subscribes_anew_and_tells_the_gap_from_the_last_moment_known() {
        openAndWait();
        Instant known = Instant.parse("2026-05-01T10:00:00Z");
        feed.doubt(known, "it said nothing while calls began");
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.told).containsExactly("connected 3 []", "lost", "connected 3 []", "gap");
        assertThat(ear.gapFrom).isEqualTo(known);
        untilListening();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
    }

    @Test
    void what_nobody_can_read_is_handed_on_and_stops_nothing() {
        openAndWait();
        server.run(this::platformSendsGarbage);
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
        assertThat(ear.heard.size()).isGreaterThan(1);
        assertThat(ear.count("lost")).isZero();
    }

    @Test
    void nothing_is_told_and_no_thread_is_left_after_the_close() {
        openAndWait();
        server.run(FeedContract.this::cut);
        PushServer.await(feed.close());
        List<String> told = List.copyOf(ear.told);
        end();
        until("no thread left that keeps a process alive", () -> {
            Set<String> left = threads();
            left.removeAll(threadsBefore);
            return left.isEmpty();
        });
        assertThat(ear.told).isEqualTo(told);
    }

    @Test
    void a_feed_can_be_closed_while_it_connects_and_before_it_was_opened() {
        PushServer.await(make(settings(FAST)).close());
        open();
        PushServer.await(feed.close());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("awaitility"))
                .map(thread -> thread.getName() + "#" + thread.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
