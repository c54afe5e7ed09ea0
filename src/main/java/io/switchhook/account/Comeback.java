package io.switchhook.account;

import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Decision;
import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Recovery;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings an account's calls back after a restart: the evidence that spoke of calls still remembered goes through the
 * rules again, as in a replay; what else it speaks of is not begun anew. It leads to the same events under the same numbers; those that are in the journal
 * already are not told again, and those that fell due while nobody was there are.
 */
final class Comeback {
    private final AccountParts parts;
    private final AccountCalls calls;
    private final Decoder decoder;
    private final AccountMeter meter;
    private final Lessons lessons;
    private final List<CallEvent> fresh = new ArrayList<>();

    Comeback(AccountParts parts, AccountCalls calls, Decoder decoder, AccountMeter meter, Lessons lessons) {
        this.lessons = lessons;
        this.parts = parts;
        this.calls = calls;
        this.decoder = decoder;
        this.meter = meter;
    }

    /** Completes when the rules know what they knew; fails when the journal cannot be read. */
    Future<Back> run() {
        return parts.journal()
                .recover(parts.name(), parts.rules().linger(), AccountCalls.UNLINKED_FOR)
                .compose(recovery -> {
                    lessons.bringBack(Optional.ofNullable(recovery.memories().get(Lessons.MEMORY)));
                    calls.forgotten(recovery.past());
                    calls.told(recovery.told().keySet());
                    calls.beginOnly(recovery.told().keySet());
                    return replay(recovery, 0).map(done -> {
                        teach(recovery, Instant.MAX);
                        untold(recovery, calls.advance(parts.clock().instant()));
                        calls.resume(recovery.told());
                        return new Back(recovery, fresh);
                    });
                });
    }

    /**
     * Page by page, so that what many calls left behind fills neither memory nor the event loop: a page is asked for only
     * when the one before has been judged, so that its answer comes in a turn of its own.
     */
    private Future<Void> replay(Recovery recovery, int from) {
        return parts.journal().evidenceAt(recovery.evidence(), from).compose(page -> {
            page.evidence().forEach(stored -> again(recovery, stored));
            return page.next() >= recovery.evidence().size() ? Future.succeededFuture() : replay(recovery, page.next());
        });
    }

    private void untold(Recovery recovery, Decision decision) {
        meter.told(decision.events());
        for (CallEvent event : decision.events()) {
            long told = recovery.told().getOrDefault(event.call().id(), Long.MAX_VALUE);
            if (event.sequence() > told) {
                fresh.add(event);
            }
        }
    }

    private void again(Recovery recovery, StoredEvidence stored) {
        KeptEvidence input = stored.evidence();
        teach(recovery, input.at());
        Decoded decoded = decoder.decode(input.kind(), input.body(), input.via(), input.at());
        if (decoded instanceof Decoded.Understood understood) {
            untold(recovery, calls.accept(understood.evidence()));
        }
    }

    private void teach(Recovery recovery, Instant before) {
        lessons.teach(before, new Lessons.Pupil() {
            @Override
            public void queue(String extension, Instant at) {
                untold(recovery, calls.learnQueue(extension, at));
            }

            @Override
            public void sessions(boolean expected) {
                calls.expectSessions(expected);
            }
        });
    }

    /**
     * Where the account stands again.
     *
     * @param recovery what the journal remembered
     * @param fresh events that fell due while nobody was there
     */
    record Back(Recovery recovery, List<CallEvent> fresh) {
        Back {
            fresh = List.copyOf(fresh);
        }
    }
}
