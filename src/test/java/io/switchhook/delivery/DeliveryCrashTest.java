package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.webhook.WebhookFactory;
import io.switchhook.delivery.Ledger.Mishap;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every single write about deliveries, before or after it is durable, and another one goes on. */
@Timeout(3600)
class DeliveryCrashTest {
    private static final int CALLS = 3;
    private static final int STEPS = 5;
    private static final int NEVER = Integer.MAX_VALUE;

    /** Journal writes of a life at most; a death that is later does not happen and does not count. */
    private static final int MOST_WRITES = 40;

    /** Of how many writes one is done by the CRM and not answered. */
    private static final int[] EVERY = {NEVER, 2, 3, 4, 5};

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private int runs;

    @AfterEach
    void close() {
        Office.await(vertx.close());
    }

    @Test
    void a_crm_that_can_be_searched_has_exactly_one_record_of_each_call_wherever_the_process_dies() {
        int points = 0;
        for (int every : new int[] {NEVER, 4}) {
            int writes = ledger(NEVER, false, every);
            for (int at = 1; at <= writes; at++) {
                ledger(at, false, every);
                ledger(at, true, every);
                points += 2;
            }
        }
        System.out.println("DeliveryCrashTest: one record of each call after each of " + points + " deaths");
    }

    /** As many deaths as {@code scripts/prove delivery} asks for, at writes drawn by chance, with answers that fail to come. */
    @Test
    void wherever_chance_ends_the_process_nothing_is_lost_doubled_or_out_of_order() {
        int wanted = Integer.getInteger("delivery.deaths", 20);
        long seed = Long.getLong("delivery.seed", 20_261_121);
        System.out.println("DeliveryCrashTest: seed " + seed);
        Random random = new Random(seed);
        int deaths = 0;
        while (deaths < wanted) {
            int at = 1 + random.nextInt(MOST_WRITES);
            boolean durable = random.nextBoolean();
            int every = EVERY[random.nextInt(EVERY.length)];
            int writes = deaths % 2 == 0 ? ledger(at, durable, every) : webhook(at, durable);
            deaths += writes >= at ? 1 : 0;
        }
        System.out.println("DeliveryCrashTest: 0 lost, 0 doubled, 0 out of order after " + deaths + " deaths");
    }

    /** One life with one death; every n-th write is done and not answered. Gives the number of journal writes. */
    private int ledger(int dieAt, boolean durable, int every) {
        String story = "died at write %d, durable %s, every %d. write unanswered".formatted(dieAt, durable, every);
        try (Ledger ledger = new Ledger(vertx);
                Office office = new Office(vertx, folder.resolve("run-" + runs++))) {
            ledger.mishap = write -> write % every == 0 ? Mishap.WRITTEN_UNANSWERED : Mishap.NONE;
            Life life = new Life(office, ledger.factory(), ledger.config(), dieAt, durable);
            for (int step = 1; step <= STEPS; step++) {
                int version = step;
                life.go(
                        step,
                        () -> ledger.records.values().stream()
                                        .filter(record -> record.getInteger("version") == version)
                                        .count()
                                >= CALLS);
            }
            assertThat(ledger.records.values().stream()
                            .map(record -> record.getString("key"))
                            .sorted()
                            .toList())
                    .as(story)
                    .containsExactly("s-1", "s-2", "s-3");
            assertThat(ledger.records.values())
                    .as(story)
                    .allMatch(record -> record.getString("stage").equals("COMPLETED"));
            return life.mortal.writes();
        }
    }

    @Test
    void a_webhook_gets_every_event_in_order_and_repeats_only_under_the_same_id() {
        int writes = webhook(NEVER, false);
        for (int at = 1; at <= writes; at++) {
            webhook(at, false);
            webhook(at, true);
        }
        System.out.println("DeliveryCrashTest: every event in order after each of " + 2 * writes + " deaths");
    }

    private int webhook(int dieAt, boolean durable) {
        String story = "died at write %d, durable %s".formatted(dieAt, durable);
        try (Receiver receiver = new Receiver(vertx);
                Office office = new Office(vertx, folder.resolve("run-" + runs++))) {
            Life life = new Life(office, new WebhookFactory(), Map.of("url", receiver.url()), dieAt, durable);
            for (int step = 1; step <= STEPS; step++) {
                long version = step;
                life.go(
                        step,
                        () -> receiver.sequences().values().stream()
                                        .filter(taken -> taken.contains(version))
                                        .count()
                                >= CALLS);
            }
            receiver.sequences().forEach((call, taken) -> {
                assertThat(new TreeSet<>(taken)).as(story).containsExactly(1L, 2L, 3L, 4L, 5L);
                assertThat(taken).as(story).isSorted();
            });
            assertThat(receiver.taken.stream()
                            .collect(Collectors.groupingBy(Receiver.Got::id, Collectors.counting()))
                            .values())
                    .as(story)
                    .allMatch(times -> times <= 2);
            return life.mortal.writes();
        }
    }

    /** A courier until it dies, and the next one. */
    private static final class Life {
        private final Office office;
        private final ConnectorFactory factory;
        private final Map<String, Object> config;
        private final MortalDeliveries mortal;
        private CourierVerticle courier;
        private boolean reborn;

        Life(Office office, ConnectorFactory factory, Map<String, Object> config, int dieAt, boolean durable) {
            this.office = office;
            this.factory = factory;
            this.config = config;
            this.mortal = new MortalDeliveries(office.journal.deliveries(), dieAt, durable);
            this.courier = office.hire(Office.common("crm"), factory, config, Office.HASTE, mortal.deliveries());
        }

        /** Tells the next event of every call and waits until it is delivered, by whoever lives. */
        void go(int step, BooleanSupplier delivered) {
            for (int n = 1; n <= CALLS; n++) {
                office.tell(n, step);
            }
            courier.wake();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
                if (mortal.isDead() && !reborn) {
                    reborn = true;
                    office.dismiss("crm");
                    courier = office.hire(Office.common("crm"), factory, config);
                }
                return delivered.getAsBoolean() && settled();
            });
        }

        /** A receiver may have taken what we do not know of yet; a step is over when nothing is owed. */
        private boolean settled() {
            if (mortal.isDead() && !reborn) {
                return false;
            }
            var backlog = Office.await(office.journal.deliveries().backlog("crm"));
            return backlog.pending() == 0 && backlog.behind() == 0;
        }
    }
}
