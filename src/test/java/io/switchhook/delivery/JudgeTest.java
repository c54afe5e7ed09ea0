package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallState;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Header;
import io.switchhook.connector.Stage;
import io.switchhook.delivery.Judge.Crm;
import io.switchhook.delivery.Policy.Filter;
import io.switchhook.delivery.Policy.When;
import io.switchhook.event.Envelope;
import io.switchhook.event.EventJson;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.Deliveries.Wish;
import io.switchhook.journal.DeliveryResult.Again;
import io.switchhook.journal.DeliveryResult.Dead;
import io.switchhook.journal.DeliveryResult.Fate;
import io.switchhook.journal.SampleEvents;
import io.switchhook.journal.StoredEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What delivery decides, in virtual time. */
class JudgeTest {
    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
    private static final Crm WELL = new Crm(true, Optional.of(NOW));

    private final Judge judge = new Judge(Patience.DEFAULTS, new Random(1));

    @Test
    void a_delivery_that_fails_is_tried_later_and_later_up_to_once_an_hour_and_given_up_after_five_days() {
        Instant now = NOW;
        Optional<Instant> since = Optional.empty();
        Duration before = Duration.ZERO;
        int attempts = 0;
        Fate fate = judge.after(due(0, since), DeliveryFailure.retry("500"), now, new Crm(true, Optional.of(now)));
        while (fate instanceof Again again) {
            Duration wait = Duration.between(now, again.at());
            assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(72));
            assertThat(attempts > 12 || wait.compareTo(before) > 0).isTrue();
            assertThat(again.counts()).isTrue();
            assertThat(again.uncertain()).isTrue();
            since = since.or(() -> Optional.of(NOW));
            before = wait;
            now = again.at();
            attempts++;
            fate = judge.after(
                    due(attempts, since), DeliveryFailure.retry("500"), now, new Crm(true, Optional.of(now)));
        }
        assertThat(Duration.between(NOW, now))
                .isBetween(Duration.ofDays(5), Duration.ofDays(5).plusMinutes(72));
        assertThat(attempts).isBetween(100, 140);
        assertThat(((Dead) fate).reason()).startsWith("gave up after").endsWith(": 500");
    }

    @Test
    void a_crm_that_takes_nothing_from_anybody_is_never_given_up() {
        Crm away = new Crm(false, Optional.of(NOW.minus(Duration.ofDays(9))));
        Due old = due(3, Optional.of(NOW.minus(Duration.ofDays(8))));
        Again again = (Again) judge.after(old, DeliveryFailure.retry("refused").unsent(), NOW, away);
        assertThat(again.counts()).as("no attempt of this call").isFalse();
        assertThat(again.uncertain()).as("nothing was sent").isFalse();
    }

    @Test
    void the_kind_of_failure_decides_and_words_are_kept() {
        assertThat(judge.after(due(0, Optional.empty()), DeliveryFailure.reject("422: no"), NOW, WELL))
                .isEqualTo(new Dead("422: no"));
        assertThat(judge.after(due(0, Optional.empty()), DeliveryFailure.auth("401"), NOW, WELL))
                .isEqualTo(new Again(NOW, false, false, "401"));
        assertThat(judge.after(
                        due(0, Optional.empty()), DeliveryFailure.retryAfter("429", Duration.ofSeconds(7)), NOW, WELL))
                .isEqualTo(new Again(NOW.plusSeconds(7), false, true, "429"));
    }

    @Test
    void a_status_means_what_the_table_in_the_guide_says() {
        for (int status : new int[] {301, 307, 408, 425, 429, 500, 503}) {
            assertThat(failure(status).kind()).isEqualTo(DeliveryFailure.Kind.RETRY);
        }
        for (int status : new int[] {400, 404, 409, 413, 422}) {
            assertThat(failure(status).kind()).isEqualTo(DeliveryFailure.Kind.REJECT);
        }
        assertThat(failure(401).kind()).isEqualTo(DeliveryFailure.Kind.AUTH);
        assertThat(failure(403).kind()).isEqualTo(DeliveryFailure.Kind.AUTH);
        assertThat(failure(410).kind()).isEqualTo(DeliveryFailure.Kind.GONE);
        assertThat(failure(422).getMessage()).isEqualTo("422: the CRM's words");
        assertThat(failure(429).isUnsent()).isTrue();
        assertThat(failure(500).isUnsent()).isFalse();
    }

    @Test
    void retry_after_is_read_as_seconds_or_as_a_date() {
        assertThat(failure(429, "30").after()).contains(Duration.ofSeconds(30));
        assertThat(failure(503, "Wed, 04 Mar 2026 10:02:00 GMT").after()).contains(Duration.ofMinutes(2));
        assertThat(failure(429, "Wed, 04 Mar 2020 10:02:00 GMT").after()).contains(Duration.ZERO);
        assertThat(failure(429, "999999999").after()).contains(Duration.ofHours(6));
        assertThat(failure(429, "soon").after()).isEmpty();
    }

    @Test
    void a_stage_is_how_far_the_call_got_and_afterwards_what_the_event_adds() {
        Envelope over = envelope(4, CallState.ENDED);
        assertThat(Stages.of("call.ended", over.call(), Optional.empty())).isEqualTo(Stage.ENDED);
        assertThat(Stages.of("call.corrected", over.call(), Optional.of(Stage.STARTED)))
                .as("a slow CRM must learn that the call is over")
                .isEqualTo(Stage.ENDED);
        assertThat(Stages.of("call.corrected", over.call(), Optional.of(Stage.ENDED)))
                .isEqualTo(Stage.CORRECTED);
        assertThat(Stages.of("call.recording.available", over.call(), Optional.of(Stage.COMPLETED)))
                .isEqualTo(Stage.ARTIFACT);
        assertThat(Stages.furthest(over.call(), Optional.of(Stage.COMPLETED))).isEqualTo(Stage.COMPLETED);
    }

    @Test
    void once_waits_for_the_complete_call_and_takes_corrections_only_where_a_record_can_be_changed() {
        Policy fixed = new Policy(When.ONCE, Filter.NONE, false, false, false);
        assertThat(fixed.judge(envelope(1, CallState.NEW)).kind()).isEqualTo(Wish.Kind.NOT_YET);
        assertThat(fixed.judge(envelope(4, CallState.ENDED)).reason()).contains("waits for call.completed");
        assertThat(fixed.judge(envelope(5, CallState.COMPLETED)).kind()).isEqualTo(Wish.Kind.WANTED);
        Envelope late = corrected(envelope(6, CallState.COMPLETED));
        assertThat(fixed.judge(late).kind()).isEqualTo(Wish.Kind.NOT_YET);
        assertThat(new Policy(When.ONCE, Filter.NONE, false, true, false)
                        .judge(late)
                        .kind())
                .isEqualTo(Wish.Kind.WANTED);
    }

    @Test
    void a_filter_says_why() {
        Filter outbound = new Filter(List.of(), List.of("outbound"), List.of(), false);
        Policy policy = new Policy(When.INCREMENTAL, outbound, false, true, false);
        assertThat(policy.judge(envelope(1, CallState.NEW)))
                .isEqualTo(Policy.Answer.excluded("filter.directions does not name inbound"));
        Filter others = new Filter(List.of(), List.of(), List.of("other"), false);
        assertThat(new Policy(When.INCREMENTAL, others, true, true, false)
                        .judge(envelope(1, CallState.NEW))
                        .reason())
                .isEqualTo("filter.accounts does not name main");
    }

    @Test
    void a_page_owes_the_newest_event_of_each_call_and_later_needless_ones_take_nothing_back() {
        Policy policy = new Policy(
                When.INCREMENTAL, new Filter(List.of("call.ringing"), List.of(), List.of(), false), false, true, false);
        List<Wish> wishes = new Planner(policy)
                .plan(List.of(
                        stored(10, 1, CallState.NEW),
                        stored(11, 2, CallState.RINGING),
                        stored(12, 3, CallState.TALKING)));
        assertThat(wishes).containsExactly(new Wish("s-1", Wish.Kind.WANTED, 1, 2, 11, ""));
    }

    @Test
    void a_private_address_is_reached_only_when_the_operator_named_it() {
        Addresses named = new Addresses(false, Set.of("127.0.0.1", "crm.example.com"));
        assertThat(named.forbidden(URI.create("http://127.0.0.1:8080/"), "127.0.0.1"))
                .isEmpty();
        assertThat(named.forbidden(URI.create("https://crm.example.com/"), "203.0.113.7"))
                .isEmpty();
        assertThat(named.forbidden(URI.create("https://crm.example.com/"), "10.1.2.3"))
                .as("the operator's own address leads inside: wrong for every call")
                .get()
                .extracting(DeliveryFailure::kind)
                .isEqualTo(DeliveryFailure.Kind.AUTH);
        assertThat(named.forbidden(URI.create("http://169.254.169.254/"), "169.254.169.254"))
                .get()
                .extracting(DeliveryFailure::kind)
                .isEqualTo(DeliveryFailure.Kind.REJECT);
        assertThat(new Addresses(true, Set.of()).forbidden(URI.create("http://x/"), "10.1.2.3"))
                .isEmpty();
        for (String inside :
                List.of("::1", "fe80::1", "fd00::1", "100.64.0.1", "0.0.0.0", "192.168.1.1", "::ffff:10.0.0.1")) {
            assertThat(Addresses.isPrivate(inside)).as(inside).isTrue();
        }
        assertThat(Addresses.isPrivate("2001:db8::1")).isFalse();
    }

    private static DeliveryFailure failure(int status) {
        return failure(status, "");
    }

    private static DeliveryFailure failure(int status, String retryAfter) {
        List<Header> headers = retryAfter.isEmpty() ? List.of() : List.of(new Header("Retry-After", retryAfter));
        Answer answer = new Answer(status, headers, "the CRM's words".getBytes(StandardCharsets.UTF_8), NOW);
        try {
            answer.orFailure();
            throw new AssertionError("Expected " + status + " to be a failure");
        } catch (DeliveryFailure failure) {
            return failure;
        }
    }

    private static Due due(int attempts, Optional<Instant> since) {
        return new Due(stored(1, 1, CallState.NEW), List.of(), attempts, since, Memory.NOTHING);
    }

    private static StoredEvent stored(long offset, long sequence, CallState state) {
        Envelope event = envelope(sequence, state);
        return new StoredEvent(offset, event.id(), "main", "s-1", sequence, event.type(), event.json());
    }

    private static Envelope envelope(long sequence, CallState state) {
        return Envelope.read(EventJson.write(SampleEvents.call(1).event(sequence, state), sequence, NOW));
    }

    private static Envelope corrected(Envelope event) {
        return new Envelope(
                event.id(),
                "call.corrected",
                event.sequence(),
                event.occurredAt(),
                event.origin(),
                event.call(),
                event.json());
    }
}
