package io.switchhook.journal.memory;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.event.EventJson;
import io.switchhook.journal.CallQuery;
import io.switchhook.journal.Entry;
import io.switchhook.journal.Journal;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Offsets;
import io.switchhook.journal.Recovery;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keeps events in memory; answers on the caller's context, never at once, as a store does. */
public final class MemoryJournal implements Journal {
    private final Vertx vertx;
    private final InstantSource clock;
    private final List<StoredEvent> stored = Collections.synchronizedList(new ArrayList<>());
    private final List<AccountEvidence> evidence = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Call> newest = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, Long> acknowledged = Collections.synchronizedMap(new HashMap<>());
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger evidenceReads = new AtomicInteger();
    private volatile boolean broken;

    public MemoryJournal(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** From now on everything fails, or works again. */
    public void breakDown(boolean broken) {
        this.broken = broken;
    }

    /** How many pages have been read. */
    public int reads() {
        return reads.get();
    }

    /** How many pages of evidence have been read. */
    public int evidenceReads() {
        return evidenceReads.get();
    }

    /** Appends at once. */
    public StoredEvent keep(CallEvent event) {
        Call call = event.call();
        synchronized (stored) {
            long offset = stored.size() + 1L;
            StoredEvent kept = new StoredEvent(
                    offset,
                    event.id(),
                    call.account(),
                    call.id(),
                    event.sequence(),
                    event.type().word(),
                    EventJson.write(event, offset, clock.instant()));
            newest.put(call.id(), call);
            stored.add(kept);
            return kept;
        }
    }

    @Override
    public Future<List<StoredEvent>> append(Entry entry) {
        return later(() -> entry.events().stream().map(this::keep).toList());
    }

    @Override
    public Future<List<StoredEvent>> read(long offset, int max) {
        reads.incrementAndGet();
        return later(() -> {
            synchronized (stored) {
                int from = (int) Math.min(offset, stored.size());
                return List.copyOf(stored.subList(from, Math.min(stored.size(), from + max)));
            }
        });
    }

    @Override
    public Future<Long> toldBefore(Instant moment) {
        return later(() -> copy().stream()
                .filter(event -> Instant.parse(new io.vertx.core.json.JsonObject(event.json())
                                .getJsonObject("data")
                                .getString("publishedAt"))
                        .isBefore(moment))
                .mapToLong(StoredEvent::offset)
                .max()
                .orElse(0));
    }

    @Override
    public Future<Long> newest() {
        return later(() -> (long) stored.size());
    }

    @Override
    public Future<List<String>> calls(CallQuery query) {
        return later(() -> copy().stream()
                .filter(event -> event.sequence() == newest.get(event.callId()).version())
                .filter(event -> matches(query, newest.get(event.callId())))
                .sorted(Comparator.comparing(StoredEvent::offset).reversed())
                .limit(query.max())
                .map(MemoryJournal::snapshot)
                .toList());
    }

    private static boolean matches(CallQuery query, Call call) {
        return query.account().map(call.account()::equals).orElse(true)
                && query.open().map(open -> open != call.state().isOver()).orElse(true)
                && query.state().map(call.state().name()::equals).orElse(true)
                && query.number()
                        .map(number -> call.external()
                                .flatMap(end -> end.number())
                                .map(known -> known.key().equals(number))
                                .orElse(false))
                        .orElse(true)
                && query.extension()
                        .map(extension -> call.legs().stream()
                                .anyMatch(leg -> leg.extensionId().equals(Optional.of(extension))))
                        .orElse(true)
                && query.from()
                        .map(from -> !call.times().startedAt().isBefore(from))
                        .orElse(true)
                && query.to().map(to -> call.times().startedAt().isBefore(to)).orElse(true);
    }

    /** The call's part of an envelope, which ends with it. */
    private static String snapshot(StoredEvent event) {
        String json = event.json();
        return json.substring(json.indexOf("\"call\":{") + "\"call\":".length(), json.length() - 2);
    }

    @Override
    public Future<Optional<String>> call(String id) {
        return later(() -> copy().stream()
                .filter(event -> id.equals("last")
                        || event.callId().equals(id)
                        || newest.get(event.callId()).ids().sessionIds().contains(id))
                .reduce((first, second) -> second)
                .map(MemoryJournal::snapshot));
    }

    @Override
    public Future<List<StoredEvent>> events(String callId) {
        return later(() ->
                copy().stream().filter(event -> event.callId().equals(callId)).toList());
    }

    private List<StoredEvent> copy() {
        synchronized (stored) {
            return List.copyOf(stored);
        }
    }

    @Override
    public Future<Recovery> recover(String account, Duration linger, Duration recent) {
        return later(() -> new Recovery(Offsets.NONE, Map.of(), List.of(), Optional.empty(), Map.of()));
    }

    @Override
    public Future<EvidencePage> evidenceAt(Offsets offsets, int from) {
        return later(() -> new EvidencePage(List.of(), offsets.size()));
    }

    /** Appends evidence at once. */
    public void keep(String account, KeptEvidence input) {
        synchronized (evidence) {
            evidence.add(new AccountEvidence(account, new StoredEvidence(evidence.size() + 1L, input)));
        }
    }

    @Override
    public Future<List<StoredEvidence>> evidence(String account, long offset, int max) {
        evidenceReads.incrementAndGet();
        return later(() -> {
            synchronized (evidence) {
                return evidence.stream()
                        .filter(one -> one.account().equals(account))
                        .map(AccountEvidence::stored)
                        .filter(one -> one.offset() > offset)
                        .limit(max)
                        .toList();
            }
        });
    }

    private record AccountEvidence(String account, StoredEvidence stored) {}

    @Override
    public Future<List<StoredEvidence>> evidenceOf(String callId) {
        return later(List::<StoredEvidence>of);
    }

    @Override
    public Future<CallEvidence> evidenceFor(String callId, int max) {
        return later(() -> new CallEvidence("acme", List.of(), 0));
    }

    @Override
    public Future<LetGo> letGo(Instant heardBefore, long after, int max) {
        return later(() -> new LetGo(0, OptionalLong.empty()));
    }

    @Override
    public Future<OptionalLong> acknowledged(String consumer) {
        return later(() -> Optional.ofNullable(acknowledged.get(consumer)).stream()
                .mapToLong(Long::longValue)
                .findFirst());
    }

    @Override
    public Future<Void> acknowledge(String consumer, long offset) {
        return later(() -> {
            acknowledged.merge(consumer, offset, Math::max);
            return null;
        });
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private <T> Future<T> later(Supplier<T> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> {
            if (broken) {
                promise.fail(new JournalFailure("Expected the journal to answer, but it is broken; mend it"));
            } else {
                promise.complete(work.get());
            }
        });
        return promise.future();
    }
}
