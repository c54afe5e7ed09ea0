package io.switchhook.journal.sqlite;

import io.switchhook.call.CallEvent;
import io.switchhook.event.EventJson;
import io.switchhook.event.Notice;
import io.switchhook.event.NoticeJson;
import io.switchhook.journal.Entry;
import io.switchhook.journal.Journal.LetGo;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes entries on the writer's connection and numbers them. Used by the writer thread alone. */
final class Pen {
    private final Connection connection;
    private final InstantSource clock;
    private final CallRows calls;
    private final Eraser eraser;
    private final DeliveryPen deliveries;
    private final PreparedStatement event;
    private final PreparedStatement evidence;
    private final PreparedStatement evidenceOfCall;
    private final PreparedStatement memory;
    private final PreparedStatement consumer;
    private long newestEvent;
    private long newestEvidence;

    Pen(Connection connection, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.calls = new CallRows(connection);
        this.eraser = new Eraser(connection);
        this.deliveries = new DeliveryPen(connection);
        event = connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        evidence = connection.prepareStatement("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)");
        evidenceOfCall = connection.prepareStatement("INSERT INTO evidence_call VALUES (?, ?)");
        memory = connection.prepareStatement("INSERT INTO feed_memory VALUES (?, ?, ?)"
                + " ON CONFLICT (account, feed) DO UPDATE SET value = excluded.value");
        consumer = connection.prepareStatement("INSERT INTO consumers VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET offset = max(offset, excluded.offset)");
        reload();
    }

    /** Counts on from what is in the file; ends its read, from which a write could not wait for somebody's lock. */
    void reload() throws SQLException {
        newestEvent = Sql.number(connection, "SELECT max(offset) FROM events");
        newestEvidence = Sql.number(connection, "SELECT max(offset) FROM evidence");
        connection.rollback();
    }

    /** Writes what connectors are owed. */
    DeliveryPen deliveries() {
        return deliveries;
    }

    List<StoredEvent> append(Entry entry) throws SQLException {
        Instant now = clock.instant();
        Set<String> spokenOf = new LinkedHashSet<>(entry.touched());
        entry.events().forEach(told -> spokenOf.add(told.call().id()));
        if (entry.evidence().isPresent()) {
            keep(entry.account(), entry.evidence().get(), spokenOf);
        } else {
            for (String call : spokenOf) {
                calls.meet(call, entry.account(), newestEvidence, now);
            }
        }
        List<StoredEvent> stored = tell(entry, now);
        for (Notice notice : entry.notices()) {
            stored.add(store(entry.account(), notice, now));
        }
        if (entry.memory().isPresent()) {
            Entry.FeedMemory wanted = entry.memory().get();
            Sql.update(memory, entry.account(), wanted.feed(), wanted.value());
        }
        return List.copyOf(stored);
    }

    long acknowledge(String name, long offset) throws SQLException {
        if (offset < 0 || offset > newestEvent) {
            throw new JournalFailure("Expected consumer " + name + " to acknowledge an offset from 0 to " + newestEvent
                    + ", but it is " + offset + "; acknowledge only what was read from this journal");
        }
        Sql.update(consumer, name, offset);
        return offset;
    }

    LetGo letGo(Instant heardBefore, long after, int max) throws SQLException {
        return eraser.letGo(heardBefore, after, max, newestEvidence);
    }

    private void keep(String account, KeptEvidence kept, Set<String> spokenOf) throws SQLException {
        newestEvidence++;
        Sql.update(evidence, newestEvidence, account, kept.kind(), kept.via(), Sql.nanos(kept.at()), kept.body());
        for (String call : spokenOf) {
            Sql.update(evidenceOfCall, call, newestEvidence);
            calls.hear(call, account, newestEvidence, kept.at());
        }
    }

    private List<StoredEvent> tell(Entry entry, Instant now) throws SQLException {
        List<StoredEvent> stored = new ArrayList<>(entry.events().size());
        Map<String, CallEvent> newest = new LinkedHashMap<>();
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (CallEvent told : entry.events()) {
            StoredEvent made = store(entry.account(), told, now);
            stored.add(made);
            newest.put(made.callId(), told);
            offsets.put(made.callId(), made.offset());
        }
        for (Map.Entry<String, CallEvent> last : newest.entrySet()) {
            calls.tell(last.getValue(), offsets.get(last.getKey()));
        }
        return stored;
    }

    private StoredEvent store(String account, CallEvent told, Instant now) throws SQLException {
        newestEvent++;
        StoredEvent made = new StoredEvent(
                newestEvent,
                told.id(),
                account,
                told.call().id(),
                told.sequence(),
                told.type().word(),
                EventJson.write(told, newestEvent, now));
        return insert(made, told.occurredAt());
    }

    private StoredEvent store(String account, Notice notice, Instant now) throws SQLException {
        newestEvent++;
        String subject = notice.subject(account);
        long number = noticesTold(subject) + 1;
        StoredEvent made = new StoredEvent(
                newestEvent,
                NoticeJson.id(subject, number),
                account,
                subject,
                number,
                notice.type().word(),
                NoticeJson.write(notice, account, number, newestEvent, now));
        return insert(made, notice.occurredAt());
    }

    /** Notices are rare, so their numbers are counted on in the file itself. */
    private long noticesTold(String subject) throws SQLException {
        String sql = "SELECT coalesce(max(sequence), 0) FROM events WHERE call_id = ?";
        return Sql.list(connection, sql, row -> row.getLong(1), subject).get(0);
    }

    private StoredEvent insert(StoredEvent made, Instant occurredAt) throws SQLException {
        Sql.update(
                event,
                made.offset(),
                made.id(),
                made.account(),
                made.callId(),
                made.sequence(),
                made.type(),
                occurredAt.toEpochMilli(),
                made.json());
        return made;
    }
}
