package io.switchhook.journal;

import static io.switchhook.journal.SampleEvents.ACCOUNT;
import static io.switchhook.journal.SampleEvents.T0;
import static io.switchhook.journal.SampleEvents.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallState;
import io.switchhook.event.EventJson;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must do, whatever it keeps its records in. */
public abstract class JournalContract {
    /** The time of publication in all of these tests. */
    protected static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    private static final Duration LINGER = Duration.ofMinutes(10);
    private static final Duration RECENT = Duration.ofMinutes(2);

    /** Runs the journals of a test. */
    protected final Vertx vertx = Vertx.vertx();

    private Journal journal;

    /** Opens the one store of this test, new at the first time and the same again afterwards. */
    protected abstract Future<? extends Journal> open(InstantSource clock);

    /** Waits, with a limit for the case that something is broken. */
    protected static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 30 s", e);
        }
    }

    @BeforeEach
    void open_the_store() {
        journal = await(open(InstantSource.fixed(NOW)));
    }

    @AfterEach
    void close_everything() {
        await(journal.close());
        await(vertx.close());
    }

    @Test
    void an_appended_event_comes_back_with_its_offset_and_envelope() {
        CallEvent started = call(1).event(1, CallState.NEW);
        CallEvent rings = call(1).event(2, CallState.RINGING);
        List<StoredEvent> stored = append(call(1).entry(0, started, rings));
        assertThat(stored)
                .containsExactly(
                        new StoredEvent(
                                1, "s-1:000001", ACCOUNT, "s-1", 1, "call.started", EventJson.write(started, 1, NOW)),
                        new StoredEvent(
                                2, "s-1:000002", ACCOUNT, "s-1", 2, "call.ringing", EventJson.write(rings, 2, NOW)));
        assertThat(await(journal.read(0, 10))).isEqualTo(stored);
        assertThat(await(journal.events("s-1"))).isEqualTo(stored);
    }

    @Test
    void reading_begins_after_the_offset_and_ends_at_the_limit() {
        assertThat(await(journal.read(0, 10))).isEmpty();
        assertThat(await(journal.newest())).isZero();
        tellCalls(5);
        assertThat(await(journal.read(2, 2))).extracting(StoredEvent::offset).containsExactly(3L, 4L);
        assertThat(await(journal.read(5, 2))).isEmpty();
        assertThat(await(journal.newest())).isEqualTo(5);
    }

    @Test
    void where_the_journal_stood_at_a_moment_is_found() {
        assertThat(await(journal.toldBefore(NOW.plusSeconds(1)))).isZero();
        tellCalls(7);
        long newest = await(journal.newest());
        assertThat(await(journal.toldBefore(NOW))).isZero();
        assertThat(await(journal.toldBefore(NOW.plusMillis(1)))).isEqualTo(newest);
    }

    @Test
    void a_read_or_search_without_bounds_is_refused() {
        assertRefused(journal.read(0, 0), "1 to 10000");
        assertRefused(journal.read(0, 10_001), "10001");
        assertRefused(journal.evidence(ACCOUNT, 0, 0), "1 to 10000");
        assertRefused(journal.calls(CallQuery.newest(1_001)), "1 to 1000");
    }

    @Test
    void an_event_kept_before_fails_its_entry_alone_and_leaves_no_hole() {
        append(call(1).entry(0, call(1).event(1, CallState.NEW)));
        Future<List<StoredEvent>> before = journal.append(call(2).entry(0, call(2).event(1, CallState.NEW)));
        Future<List<StoredEvent>> again =
                journal.append(call(1).entry(1, call(1).event(2, CallState.RINGING), call(1).event(1, CallState.NEW)));
        Future<List<StoredEvent>> after = journal.append(call(3).entry(0, call(3).event(1, CallState.NEW)));
        assertRefused(again, "kept before");
        await(before);
        await(after);
        assertThat(await(journal.read(0, 10)))
                .extracting(StoredEvent::id)
                .containsExactly("s-1:000001", "s-2:000001", "s-3:000001");
        assertThat(await(journal.read(0, 10))).extracting(StoredEvent::offset).containsExactly(1L, 2L, 3L);
        assertThat(await(journal.evidenceOf("s-1"))).hasSize(1);
        assertThat(await(journal.evidence(ACCOUNT, 0, 10)))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void futures_complete_in_the_order_of_the_appends_on_the_context_of_the_caller() {
        Context caller = vertx.getOrCreateContext();
        Promise<List<String>> all = Promise.promise();
        caller.runOnContext(none -> {
            List<String> order = new ArrayList<>();
            for (int i = 1; i <= 100; i++) {
                String name = i + " on caller";
                journal.append(call(i).entry(0, call(i).event(1, CallState.NEW)))
                        .onComplete(done -> {
                            order.add(Vertx.currentContext() == caller && done.succeeded() ? name : "elsewhere");
                            if (order.size() == 100) {
                                all.complete(order);
                            }
                        });
            }
        });
        assertThat(await(all.future()))
                .isEqualTo(LongStream.rangeClosed(1, 100)
                        .mapToObj(i -> i + " on caller")
                        .toList());
    }

    @Test
    void evidence_comes_back_as_it_came_even_when_it_led_to_nothing() {
        byte[] body = "not even JSON \u0000 ü".getBytes(UTF_8);
        KeptEvidence kept = new KeptEvidence("presence", "pubnub", T0, body);
        append(new Entry(ACCOUNT, Optional.of(kept), List.of(), List.of(), Optional.empty()));
        append(call(2).entry(0, call(2).event(1, CallState.NEW)));
        append(call(3).in("other").entry(0));
        List<Journal.StoredEvidence> mine = await(journal.evidence(ACCOUNT, 0, 10));
        assertThat(mine).extracting(Journal.StoredEvidence::offset).containsExactly(1L, 2L);
        assertThat(mine.get(0).evidence()).usingRecursiveComparison().isEqualTo(kept);
        assertThat(await(journal.evidence(ACCOUNT, 1, 10))).hasSize(1);
        assertThat(await(journal.evidence(ACCOUNT, 0, 1))).hasSize(1);
    }

    @Test
    void evidence_is_found_by_every_call_that_it_spoke_of() {
        Entry both = new Entry(
                ACCOUNT,
                Optional.of(call(1).evidence(0)),
                List.of("s-1", "s-2"),
                List.of(call(3).event(1, CallState.NEW)),
                Optional.empty());
        append(both);
        append(call(2).entry(1));
        assertThat(await(journal.evidenceOf("s-1")))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(1L);
        assertThat(await(journal.evidenceOf("s-2")))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(1L, 2L);
        assertThat(await(journal.evidenceOf("s-3")))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(1L);
    }

    @Test
    void a_call_is_found_by_its_id_and_by_every_platform_id() {
        append(call(1).entry(0, call(1).event(1, CallState.NEW), call(1).event(2, CallState.TALKING)));
        tellCall(2, CallState.NEW);
        String snapshot = snapshotOf(await(journal.events("s-1")).get(1));
        for (String id : List.of("s-1", "s-tel1", "901", "log-s-1")) {
            assertThat(await(journal.call(id))).as(id).contains(snapshot);
        }
        assertThat(await(journal.call("last")))
                .contains(snapshotOf(await(journal.events("s-2")).get(0)));
        assertThat(await(journal.call("0"))).as("the id of every conference").isEmpty();
        assertThat(await(journal.call("nobody"))).isEmpty();
    }

    @Test
    void an_empty_journal_has_no_last_call() {
        assertThat(await(journal.call("last"))).isEmpty();
    }

    @Test
    void a_platform_id_used_again_means_the_call_that_began_last() {
        SampleEvents old = call(1).withSessionId("77");
        SampleEvents recent = call(9).withSessionId("77");
        append(old.entry(0, old.event(1, CallState.NEW)));
        append(recent.entry(0, recent.event(1, CallState.NEW)));
        append(old.entry(1, old.event(2, CallState.COMPLETED)));
        assertThat(await(journal.call("77")).orElseThrow()).contains("\"id\":\"s-9\"");
    }

    @Test
    void calls_are_listed_newest_first_by_their_newest_snapshot() {
        tellCalls(3);
        append(call(1).entry(5, call(1).event(2, CallState.TALKING)));
        List<String> all = await(journal.calls(CallQuery.newest(10)));
        assertThat(all).extracting(JournalContract::idOf).containsExactly("s-3", "s-2", "s-1");
        assertThat(all.get(2)).contains("\"state\":\"TALKING\"");
        assertThat(all.get(2)).isEqualTo(snapshotOf(await(journal.events("s-1")).get(1)));
        assertThat(await(journal.calls(CallQuery.newest(2))))
                .extracting(JournalContract::idOf)
                .containsExactly("s-3", "s-2");
    }

    @Test
    void a_call_that_was_not_told_yet_is_not_listed() {
        append(call(1).entry(0));
        assertThat(await(journal.calls(CallQuery.newest(10)))).isEmpty();
        assertThat(await(journal.call("s-1"))).isEmpty();
    }

    @Test
    void every_condition_of_a_query_must_hold() {
        tellCall(1, CallState.TALKING);
        tellCall(2, CallState.RINGING);
        tellCall(3, CallState.ENDED);
        SampleEvents other = call(4).in("other");
        append(other.entry(0, other.event(1, CallState.TALKING)));
        assertFinds(CallQuery.live(10), "s-4", "s-2", "s-1");
        assertFinds(query("", "", "", "", false), "s-3");
        assertFinds(query("main", "", "", "", true), "s-2", "s-1");
        assertFinds(query("other", "", "", "", true), "s-4");
        assertFinds(query("", "TALKING", "", "", true), "s-4", "s-1");
        assertFinds(query("main", "TALKING", "", "", true), "s-1");
        assertFinds(query("", "", "+16505551002", "", true), "s-2");
        assertFinds(query("", "", "16505551002", "", true), "s-2");
        assertFinds(query("", "", "101", "72", true), "s-2");
        assertFinds(query("", "", "101", "", true), "s-4", "s-2", "s-1");
        assertFinds(query("", "", "", "71", true), "s-1");
        assertFinds(query("other", "", "", "71", true));
    }

    @Test
    void a_query_takes_calls_from_a_moment_on_and_before_another() {
        tellCalls(4);
        CallQuery query = new CallQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(T0.plusSeconds(2)),
                Optional.of(T0.plusSeconds(4)),
                10);
        assertFinds(query, "s-3", "s-2");
    }

    @Test
    void a_number_is_found_as_it_was_dialled() {
        SampleEvents odd = call(1).withNumber("(650) 555-0100");
        append(odd.entry(0, odd.event(1, CallState.NEW)));
        assertFinds(query("", "", "(650) 555-0100", "", true), "s-1");
    }

    @Test
    void recovery_reads_only_evidence_that_spoke_of_calls_still_remembered() {
        tellCall(1, CallState.COMPLETED);
        append(call(2).entry(0));
        tellCall(3, CallState.COMPLETED);
        append(call(2).entry(1, call(2).event(1, CallState.NEW), call(2).event(2, CallState.RINGING)));
        append(call(4).entry(3_600));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        assertThat(recovery.evidence()).isEqualTo(places(2, 4, 5));
        assertThat(recovery.told()).containsExactly(Map.entry("s-2", 2L), Map.entry("s-4", 0L));
        assertThat(recovery.heardAt()).contains(call(4).startedAt().plusSeconds(3_600));
    }

    @Test
    void a_call_that_is_over_is_remembered_as_long_as_it_lingers() {
        append(call(1).entry(0, call(1).event(1, CallState.ENDED)));
        append(call(1).entry(600));
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).told()).containsOnlyKeys("s-1");
        tick(ACCOUNT, T0.plusSeconds(1 + 600 + 600));
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).told()).containsOnlyKeys("s-1");
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).evidence()).isEqualTo(places(1, 2, 3));
        tick(ACCOUNT, T0.plusSeconds(1 + 600 + 600).plusNanos(1));
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).told()).isEmpty();
    }

    @Test
    void without_remembered_calls_only_the_newest_evidence_of_the_account_is_read_again() {
        tellCall(1, CallState.COMPLETED);
        tick(ACCOUNT, T0.plusSeconds(7_200));
        tick("other", T0.plusSeconds(9_000));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        assertThat(recovery.evidence()).isEqualTo(places(2));
        assertThat(recovery.told()).isEmpty();
        assertThat(recovery.past()).contains("s-1");
        assertThat(recovery.heardAt()).contains(T0.plusSeconds(7_200));
    }

    @Test
    void an_account_without_evidence_begins_at_the_beginning() {
        tick("other", T0);
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)))
                .isEqualTo(new Recovery(Offsets.NONE, Map.of(), List.of(), Optional.empty(), Map.of()));
    }

    @Test
    void events_without_evidence_make_no_gap_in_recovery() {
        append(call(1).entry(0));
        append(new Entry(
                ACCOUNT, Optional.empty(), List.of("s-1"), List.of(call(1).event(1, CallState.NEW)), Optional.empty()));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        assertThat(recovery.evidence()).isEqualTo(places(1));
        assertThat(recovery.told()).containsExactly(Map.entry("s-1", 1L));
    }

    @Test
    void gaps_of_the_sources_are_read_again_with_the_evidence_that_came_after_them() {
        for (int i = 0; i < 40; i++) {
            gap(T0.plusSeconds(i));
        }
        append(call(100).entry(0, call(100).event(1, CallState.NEW)));
        gap(T0.plusSeconds(200));
        tick(ACCOUNT, T0.plusSeconds(90_000));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        assertThat(recovery.evidence())
                .isEqualTo(Offsets.of(LongStream.concat(LongStream.rangeClosed(9, 42), LongStream.of(43))));
    }

    @Test
    void a_call_that_was_never_told_is_not_remembered_for_ever() {
        append(call(1).entry(0));
        tick(ACCOUNT, T0.plusSeconds(7_200));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        assertThat(recovery.told()).isEmpty();
        assertThat(recovery.past()).containsExactly("s-1");
    }

    @Test
    void the_past_comes_in_the_order_in_which_it_was_forgotten() {
        for (int i : List.of(2, 1, 3)) {
            append(call(i).entry(3L - i, call(i).event(1, CallState.COMPLETED)));
        }
        append(call(2).entry(100));
        tick(ACCOUNT, T0.plusSeconds(7_200));
        List<String> past = await(journal.recover(ACCOUNT, LINGER, RECENT)).past();
        assertThat(past.stream().filter(id -> id.matches("s-\\d")).toList())
                .hasSize(3)
                .last()
                .isEqualTo("s-2");
        assertThat(past).contains("s-tel1", "901");
    }

    @Test
    void chosen_evidence_is_read_page_by_page_in_order() {
        tellCalls(2_500);
        Offsets odd = Offsets.of(LongStream.iterate(2_499, at -> at > 0, at -> at - 2));
        List<Long> read = new ArrayList<>();
        int pages = 0;
        for (int from = 0; from < odd.size(); pages++) {
            Journal.EvidencePage page = await(journal.evidenceAt(odd, from));
            assertThat(page.next()).isGreaterThan(from);
            page.evidence().forEach(one -> read.add(one.offset()));
            from = page.next();
        }
        assertThat(pages).isGreaterThan(1);
        assertThat(read)
                .isEqualTo(
                        LongStream.range(0, 1_250).map(i -> 2 * i + 1).boxed().toList());
        Offsets none = Offsets.of(LongStream.of(1, 9_999));
        assertThat(await(journal.evidenceAt(none, 1))).isEqualTo(new Journal.EvidencePage(List.of(), 2));
    }

    @Test
    void old_evidence_is_let_go_but_not_that_of_calls_that_are_not_over() {
        tellCall(1, CallState.COMPLETED);
        tellCall(2, CallState.TALKING);
        Entry both = new Entry(
                ACCOUNT, Optional.of(call(1).evidence(5)), List.of("s-1", "s-2"), List.of(), Optional.empty());
        append(both);
        append(call(1).entry(10));
        append(call(1).entry(90_000));
        assertThat(await(journal.letGo(T0.plusSeconds(80_000), 0, 100)))
                .isEqualTo(new Journal.LetGo(2, OptionalLong.empty()));
        assertThat(await(journal.evidence(ACCOUNT, 0, 100)))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(2L, 3L, 5L);
        Journal.CallEvidence left = await(journal.evidenceFor("s-1", 100));
        assertThat(left.letGo()).isEqualTo(2);
        assertThat(left.evidence()).extracting(Journal.StoredEvidence::offset).containsExactly(3L, 5L);
        assertThat(await(journal.events("s-1"))).as("events stay").hasSize(1);
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).evidence()).isEqualTo(places(2, 3, 5));
    }

    @Test
    void old_evidence_is_let_go_in_small_steps_and_the_newest_piece_stays() {
        for (int i = 0; i < 25; i++) {
            tick(ACCOUNT, T0.plusSeconds(i));
        }
        Instant later = T0.plusSeconds(1_000);
        assertThat(await(journal.letGo(later, 0, 10))).isEqualTo(new Journal.LetGo(10, OptionalLong.of(10)));
        assertThat(await(journal.letGo(later, 10, 10))).isEqualTo(new Journal.LetGo(10, OptionalLong.of(20)));
        assertThat(await(journal.letGo(later, 20, 10))).isEqualTo(new Journal.LetGo(4, OptionalLong.empty()));
        append(call(1).entry(0));
        assertThat(await(journal.evidence(ACCOUNT, 0, 100)))
                .extracting(Journal.StoredEvidence::offset)
                .containsExactly(25L, 26L);
        assertRefused(journal.letGo(later, 0, 0), "1 to 10000");
    }

    @Test
    void the_evidence_for_a_call_comes_with_the_gaps_of_its_time() {
        gap(T0);
        append(call(1).entry(0, call(1).event(1, CallState.NEW)));
        append(call(2).entry(0));
        gap(T0.plusSeconds(1));
        append(call(1).entry(2));
        append(call(1).entry(3));
        gap(T0.plusSeconds(9));
        Journal.CallEvidence all = await(journal.evidenceFor("s-1", 100));
        assertThat(all.account()).isEqualTo(ACCOUNT);
        assertThat(all.letGo()).isZero();
        assertThat(all.evidence()).extracting(Journal.StoredEvidence::offset).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(await(journal.evidenceFor("s-1", 2)).letGo()).isEqualTo(1);
        assertThat(await(journal.evidenceFor("nobody", 2)).evidence()).isEmpty();
    }

    @Test
    void a_feed_gets_back_what_it_wanted_last() {
        remember(ACCOUNT, "pubnub", "token-1");
        remember(ACCOUNT, "pubnub", "token-2");
        remember(ACCOUNT, "websocket", "subscription");
        remember("other", "pubnub", "else");
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT)).memories())
                .containsExactly(Map.entry("pubnub", "token-2"), Map.entry("websocket", "subscription"));
    }

    @Test
    void a_consumer_moves_forward_and_never_back() {
        tellCalls(3);
        assertThat(await(journal.acknowledged("crm"))).isEmpty();
        await(journal.acknowledge("crm", 2));
        await(journal.acknowledge("crm", 1));
        await(journal.acknowledge("page", 3));
        assertThat(await(journal.acknowledged("crm"))).hasValue(2);
        assertThat(await(journal.acknowledged("page"))).hasValue(3);
    }

    @Test
    void a_consumer_cannot_acknowledge_what_does_not_exist() {
        tellCalls(1);
        assertRefused(journal.acknowledge("crm", 2), "from 0 to 1");
        assertRefused(journal.acknowledge("crm", -1), "from 0 to 1");
        assertRefused(journal.acknowledge("", 1), "1 to 100 characters");
        assertRefused(journal.acknowledge("c".repeat(101), 1), "has 101");
        assertThat(await(journal.acknowledged("crm"))).isEmpty();
    }

    @Test
    void closing_makes_durable_what_was_appended_before_and_refuses_what_comes_after() {
        List<Future<List<StoredEvent>>> waiting = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            waiting.add(journal.append(call(i).entry(0, call(i).event(1, CallState.NEW))));
        }
        await(journal.close());
        await(journal.close());
        assertThat(waiting).allMatch(Future::succeeded);
        assertRefused(journal.append(call(501).entry(0)), "closed");
        assertRefused(journal.read(0, 1), "closed");
    }

    @Test
    void reads_that_were_asked_for_before_closing_are_answered() {
        tellCalls(1);
        List<Future<List<StoredEvent>>> reads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            reads.add(journal.read(0, 10));
        }
        await(journal.close());
        reads.forEach(read -> assertThat(await(read)).hasSize(1));
    }

    @Test
    void everything_is_the_same_after_opening_again() {
        tellCalls(3);
        append(call(3).entry(4, call(3).event(2, CallState.RINGING)));
        await(journal.acknowledge("crm", 2));
        remember(ACCOUNT, "pubnub", "token");
        List<StoredEvent> before = await(journal.read(0, 10));
        Recovery recovery = await(journal.recover(ACCOUNT, LINGER, RECENT));
        await(journal.close());
        journal = await(open(InstantSource.fixed(NOW.plusSeconds(60))));
        assertThat(await(journal.read(0, 10))).isEqualTo(before);
        assertThat(await(journal.recover(ACCOUNT, LINGER, RECENT))).isEqualTo(recovery);
        assertThat(await(journal.acknowledged("crm"))).hasValue(2);
        assertThat(append(call(4).entry(0, call(4).event(1, CallState.NEW))))
                .extracting(StoredEvent::offset)
                .containsExactly(5L);
    }

    private List<StoredEvent> append(Entry entry) {
        return await(journal.append(entry));
    }

    private void tellCalls(int count) {
        for (int i = 1; i <= count; i++) {
            tellCall(i, CallState.NEW);
        }
    }

    private void tellCall(int n, CallState state) {
        append(call(n).entry(0, call(n).event(1, state)));
    }

    private void tick(String account, Instant at) {
        KeptEvidence nothing = new KeptEvidence("activeCalls", "active-calls", at, "[]".getBytes(UTF_8));
        append(new Entry(account, Optional.of(nothing), List.of(), List.of(), Optional.empty()));
    }

    private void gap(Instant at) {
        KeptEvidence gap = new KeptEvidence("gap", "websocket", at, "{}".getBytes(UTF_8));
        append(new Entry(ACCOUNT, Optional.of(gap), List.of(), List.of(), Optional.empty()));
    }

    private static Offsets places(long... offsets) {
        return Offsets.of(LongStream.of(offsets));
    }

    private void remember(String account, String feed, String value) {
        append(new Entry(
                account, Optional.empty(), List.of(), List.of(), Optional.of(new Entry.FeedMemory(feed, value))));
    }

    private void assertFinds(CallQuery query, String... ids) {
        assertThat(await(journal.calls(query)))
                .as("%s", query)
                .extracting(JournalContract::idOf)
                .containsExactly(ids);
    }

    /** Asserts that a future fails, and with words. */
    protected static void assertRefused(Future<?> future, String words) {
        assertThatThrownBy(() -> await(future))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining(words);
    }

    private static CallQuery query(String account, String state, String number, String extension, boolean open) {
        Function<String, Optional<String>> some = text -> Optional.of(text).filter(value -> !value.isEmpty());
        return new CallQuery(
                some.apply(account),
                Optional.of(open),
                some.apply(state),
                some.apply(number),
                some.apply(extension),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private static String snapshotOf(StoredEvent event) {
        String json = event.json();
        return json.substring(json.indexOf("\"call\":{") + "\"call\":".length(), json.length() - 2);
    }

    private static String idOf(String snapshot) {
        return snapshot.substring("{\"id\":\"".length(), snapshot.indexOf('"', "{\"id\":\"".length()));
    }
}
