package io.switchhook.call.rules;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.LegDirection;
import io.switchhook.call.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The legs of one call. A leg is known by its party id; one that was first seen otherwise goes by its extension and
 * direction until a party id is learnt, which then becomes an alias.
 */
final class Legs {
    /** Ids of legs that no party id is known for begin with this. */
    static final String MADE = "x-";

    private final List<LegTrack> all = new ArrayList<>(2);
    private final Queues queues;
    /** Something was learnt of a leg that tells its past anew: it listens in, it is a queue. */
    boolean retold;

    Legs(Queues queues) {
        this.queues = queues;
    }

    List<LegTrack> all() {
        return all;
    }

    /** The leg of a party that a session names by its older id. */
    LegTrack of(Party party, Optional<String> session) {
        LegTrack leg = find(Optional.of(party.id()), party.extensionId(), party.direction());
        if (leg == null
                && party.ringOutRole().isPresent()
                && party.extensionId().isPresent()) {
            leg = sameEnd(party.extensionId().get(), session, false);
        }
        if (leg == null) {
            leg = add(new LegTrack(party.id(), party.direction(), party.extensionId()));
        }
        leg.session = leg.session.or(() -> session);
        retold |= leg.learn(party);
        return leg;
    }

    /** The leg of an extension that its presence lists: by its party where known, else by extension and direction. */
    LegTrack of(ActiveCall call, String extension) {
        LegTrack leg = find(call.partyId(), Optional.of(extension), call.direction());
        if (leg == null && call.partyId().isEmpty()) {
            leg = sameEnd(extension, call.sessionId(), true);
        }
        if (leg == null) {
            leg = add(made(call.partyId(), extension, call.direction()));
        }
        leg.session = leg.session.or(call::sessionId);
        if (call.partyId().isPresent() && !leg.is(call.partyId().get())) {
            leg.addAlias(call.partyId().get());
            leg.direction = call.direction();
        }
        return leg;
    }

    private static LegTrack made(Optional<String> partyId, String extension, LegDirection direction) {
        String way = direction == LegDirection.INBOUND ? "in" : "out";
        return new LegTrack(partyId.orElse(MADE + extension + "-" + way), direction, Optional.of(extension));
    }

    /** The end of a RingOut at an extension: one that a session has named, or one that none has named yet. */
    private LegTrack sameEnd(String extension, Optional<String> session, boolean named) {
        for (LegTrack leg : all) {
            boolean candidate = named ? leg.ringOutRole.isPresent() : !leg.isNamed();
            if (candidate && leg.isSameEnd(extension, session)) {
                return leg;
            }
        }
        return null;
    }

    /** The leg that a record of an extension speaks of; its direction counts little (protocol.md 6.1). */
    LegTrack ofRecord(String extension, LegDirection direction) {
        LegTrack same = null;
        for (LegTrack leg : all) {
            if (leg.isAt(extension) && (same == null || leg.direction == direction)) {
                same = leg;
            }
        }
        return same == null ? add(made(Optional.empty(), extension, direction)) : same;
    }

    /** The leg of a call-log record, by its party where the record names one. */
    LegTrack ofRecord(Optional<String> partyId, String extension, LegDirection direction) {
        LegTrack leg = find(partyId, Optional.of(extension), direction);
        return leg == null ? add(made(partyId, extension, direction)) : leg;
    }

    private LegTrack add(LegTrack leg) {
        leg.queue = leg.extensionId.isPresent() && queues.has(leg.extensionId.get());
        leg.place = all.size();
        all.add(leg);
        return leg;
    }

    /** Whether another leg of the same extension and direction was named by a session after this one. */
    boolean isSucceeded(LegTrack leg) {
        for (LegTrack other : all) {
            boolean same = other != leg && other.direction == leg.direction && leg.extensionId.isPresent();
            if (same && other.isAt(leg.extensionId.get()) && !other.own.isEmpty() && !leg.own.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean anyMonitor() {
        for (LegTrack leg : all) {
            if (leg.monitor) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notices queues of which only members tell that the caller waited there, where no report is missing that might have
     * said so. True when there is another one.
     */
    boolean weigh() {
        boolean news = false;
        for (int i = 0; i < all.size(); i++) {
            LegTrack leg = all.get(i);
            boolean waits = leg.isSilentQueue() && isOfferedWithoutGap(leg.own.get(0));
            retold |= waits != leg.waits;
            news |= waits && !leg.waits;
            leg.waits = waits;
        }
        return news;
    }

    private boolean isOfferedWithoutGap(Mark begin) {
        long offered = Long.MAX_VALUE;
        for (LegTrack leg : all) {
            boolean same =
                    leg.member && !leg.own.isEmpty() && leg.own.get(0).stream.equals(begin.stream);
            offered = same ? Math.min(offered, leg.own.get(0).number) : offered;
        }
        if (offered == Long.MAX_VALUE) {
            return false;
        }
        Set<Long> numbers = new TreeSet<>();
        for (LegTrack leg : all) {
            for (Mark mark : leg.own) {
                if (mark.number >= begin.number && mark.number <= offered && mark.stream.equals(begin.stream)) {
                    numbers.add(mark.number);
                }
            }
        }
        return numbers.size() == offered - begin.number + 1;
    }

    /** An extension turned out to be a queue. True when it has a leg here. */
    boolean learnQueue(String extension) {
        boolean any = false;
        for (LegTrack leg : all) {
            if (!leg.queue && leg.isAt(extension)) {
                leg.queue = true;
                any = true;
            }
        }
        retold |= any;
        return any;
    }

    /** Null where there is none: this is asked for every report. */
    private LegTrack find(Optional<String> partyId, Optional<String> extension, LegDirection direction) {
        LegTrack nameless = null;
        for (int i = 0; i < all.size(); i++) {
            LegTrack leg = all.get(i);
            if (partyId.isPresent() && leg.is(partyId.get())) {
                return leg;
            }
            boolean candidate = nameless == null && extension.isPresent();
            if (candidate && isOf(leg, partyId, extension.get(), direction)) {
                nameless = leg;
            }
        }
        return nameless;
    }

    private static boolean isOf(LegTrack leg, Optional<String> partyId, String extension, LegDirection direction) {
        return partyId.isPresent()
                ? leg.isNameless(extension, direction)
                : leg.direction == direction && leg.isAt(extension);
    }
}
