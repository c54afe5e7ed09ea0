package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.delivery.Receiver.Fault;
import io.switchhook.delivery.Receiver.Got;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real journal, a real receiver with faults: nothing lost, nothing out of order, nobody waits for anybody else. */
class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Long> WHOLE = List.of(1L, 2L, 3L, 4L, 5L);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Office office;
    private Receiver receiver;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        receiver = new Receiver(vertx);
    }

    @AfterEach
    void close() {
        office.close();
        receiver.close();
        Office.await(vertx.close());
    }

    @Test
    void every_event_of_every_call_arrives_once_and_in_order() {
        office.webhook("crm", receiver);
        office.tellCalls(1, 20);
        awaitCalls(receiver, 20);
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
        assertThat(receiver.mostInHand.get()).isBetween(1, 4);
    }

    @Test
    void faults_of_every_kind_lose_nothing_and_disturb_no_order() {
        long seed = 20_261_121;
        System.out.println("DeliveryTest: seed " + seed);
        Random random = new Random(seed);
        receiver.mood = (got, attempt) -> attempt > 3 ? Fault.NONE : fault(random.nextInt(12));
        office.hire(
                Office.common("crm", Duration.ofMillis(700), Optional.of(8)),
                new io.switchhook.connector.webhook.WebhookFactory(),
                Map.of("url", receiver.url()));
        office.tellCalls(1, 30);
        awaitCalls(receiver, 30);
        receiver.sequences().forEach((call, taken) -> {
            assertThat(new TreeSet<>(taken)).as(call).containsExactlyElementsOf(WHOLE);
            assertThat(taken).as(call).isSorted();
        });
        assertThat(deadLetters()).isEmpty();
    }

    private static Fault fault(int kind) {
        return switch (kind) {
            case 0 -> Fault.of(500, "oops");
            case 1 -> Fault.of(503, "away");
            case 2 -> Fault.busy(0);
            case 3 -> Fault.RESET;
            case 4 -> Fault.HANG;
            case 5 -> Fault.of(401, "who are you?");
            default -> Fault.NONE;
        };
    }

    @Test
    void a_refused_event_is_a_dead_letter_with_the_words_of_the_receiver_while_the_rest_flow() {
        receiver.mood = (got, attempt) ->
                got.call().equals("s-3") && got.sequence() == 2 ? Fault.of(422, "no such field") : Fault.NONE;
        office.webhook("crm", receiver);
        office.tellCalls(1, 10);
        await().atMost(PATIENCE).until(() -> receiver.taken.size() >= 49);
        await().atMost(PATIENCE).until(() -> deadLetters().size() == 1);
        assertThat(receiver.sequences().get("s-3")).containsExactly(1L, 3L, 4L, 5L);
        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.callId()).isEqualTo("s-3");
        assertThat(letter.sequence()).isEqualTo(2);
        assertThat(letter.reason()).isEqualTo("422: no such field");

        receiver.mood = (got, attempt) -> Fault.NONE;
        assertThat(Office.await(office.journal
                        .deliveries()
                        .retry(letter.id(), java.time.InstantSource.system().instant())))
                .contains("crm");
        await().atMost(PATIENCE).until(() -> deadLetters().isEmpty());
        assertThat(receiver.sequences().get("s-3")).containsExactly(1L, 3L, 4L, 5L, 2L);
    }

    @Test
    void a_receiver_that_hangs_does_not_delay_another() {
        try (Receiver stuck = new Receiver(vertx)) {
            stuck.mood = (got, attempt) -> Fault.HANG;
            office.webhook("stuck", stuck);
            office.webhook("crm", receiver);
            office.tellCalls(1, 10);
            awaitCalls(receiver, 10);
            assertThat(stuck.taken).isEmpty();
            assertThat(stuck.mostInHand.get()).isEqualTo(4);
            office.dismiss("stuck");
        }
    }

    /** Between the first permit and the last one there are as many waits as the rate asks for, however slow the machine. */
    @Test
    void a_rate_limit_is_kept_from_the_first_event_to_the_last() {
        double perSecond = 40;
        ConnectorPlan.Common plain = Office.common("crm");
        long begin = System.nanoTime();
        office.hire(
                new ConnectorPlan.Common(
                        plain.name(),
                        plain.once(),
                        plain.types(),
                        plain.directions(),
                        plain.accounts(),
                        plain.internal(),
                        plain.concurrency(),
                        Optional.of(perSecond),
                        plain.timeout(),
                        plain.shadow(),
                        plain.fromBeginning(),
                        plain.allowPrivate()),
                new io.switchhook.connector.webhook.WebhookFactory(),
                Map.of("url", receiver.url()));
        office.tellCalls(1, 12);
        awaitCalls(receiver, 12);
        double least = (12 * WHOLE.size() - 1) / perSecond;
        assertThat((System.nanoTime() - begin) / 1e9).isGreaterThanOrEqualTo(least);
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
    }

    @Test
    void a_connector_that_is_not_let_in_pauses_tells_it_and_goes_on_by_itself() {
        boolean[] open = {false};
        receiver.mood = (got, attempt) -> open[0] ? Fault.NONE : Fault.of(401, "token expired");
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 5);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).pause().isPresent());
        assertThat(Office.await(courier.status()).obstacle()).contains("401: token expired");
        open[0] = true;
        awaitCalls(receiver, 5);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(news()).containsExactly("connector.paused", "connector.resumed"));
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
    }

    @Test
    void a_receiver_that_is_gone_is_left_alone_until_a_person_resumes_it() {
        receiver.mood = (got, attempt) -> Fault.of(410, "unsubscribed");
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 2);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).pause().isPresent());
        int asked = receiver.all.size();
        office.tellCalls(3, 4);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).backlog().pending() == 4);
        assertThat(receiver.all).hasSize(asked);
        receiver.mood = (got, attempt) -> Fault.NONE;
        Office.await(courier.resume("by hand"));
        awaitCalls(receiver, 4);
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
    }

    @Test
    void a_receiver_that_is_away_is_asked_one_at_a_time() {
        int port = receiver.port();
        receiver.mood = (got, attempt) -> Fault.of(503, "away");
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 40);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).obstacle().contains("does not answer"));
        await().atMost(PATIENCE).until(() -> receiver.all.size() > 20);
        // Five failures in a row, with up to four at a time, and single questions from then on.
        List<Got> asked = new ArrayList<>(receiver.all);
        assertThat(asked.subList(9, 20).stream().map(Got::call).distinct().count())
                .isGreaterThan(5);
        receiver.mood = (got, attempt) -> Fault.NONE;
        awaitCalls(receiver, 40);
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
        assertThat(port).isPositive();
    }

    @Test
    void what_is_owed_survives_a_restart() {
        receiver.mood = (got, attempt) -> Fault.of(500, "not today");
        office.webhook("crm", receiver);
        office.tellCalls(1, 5);
        await().atMost(PATIENCE).until(() -> receiver.all.size() > 5);
        office.close();
        office.open();
        receiver.mood = (got, attempt) -> Fault.NONE;
        office.webhook("crm", receiver);
        awaitCalls(receiver, 5);
        assertThat(receiver.sequences().values()).allMatch(WHOLE::equals);
    }

    private List<DeadLetter> deadLetters() {
        return Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 100));
    }

    private List<String> news() {
        return Office.await(office.journal.read(0, 10_000)).stream()
                .map(event -> event.type())
                .filter(type -> type.startsWith("connector."))
                .toList();
    }

    private static void awaitCalls(Receiver from, int calls) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(from.sequences())
                        .hasSize(calls)
                        .allSatisfy((call, taken) ->
                                assertThat(new TreeSet<>(taken)).hasSize(WHOLE.size())));
    }
}
