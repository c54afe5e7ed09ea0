package io.switchhook.call.rules;

import io.switchhook.call.LegDirection;
import io.switchhook.call.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** The leg of a party that a session names. */
    LegTrack of(Party party) {
        LegTrack leg = find(Optional.of(party.id()), party.extensionId(), party.direction());
        if (leg == null) {
            leg = add(new LegTrack(party.id(), party.direction(), party.extensionId()));
        }
        retold |= leg.learn(party);
        return leg;
    }

    /** The leg of an extension: by its party where known, else by extension and direction. */
    LegTrack of(Optional<String> partyId, String extension, LegDirection direction) {
        LegTrack leg = find(partyId, Optional.of(extension), direction);
        if (leg == null) {
            String way = direction == LegDirection.INBOUND ? "in" : "out";
            String id = partyId.orElse(MADE + extension + "-" + way);
            leg = add(new LegTrack(id, direction, Optional.of(extension)));
        }
        if (partyId.isPresent() && !leg.is(partyId.get())) {
            leg.aliases.add(partyId.get());
            leg.direction = direction;
        }
        return leg;
    }

    /** The leg that a record of an extension speaks of; its direction counts little (protocol.md 6.1). */
    LegTrack ofRecord(String extension, LegDirection direction) {
        LegTrack same = null;
        for (LegTrack leg : all) {
            if (leg.isAt(extension) && (same == null || leg.direction == direction)) {
                same = leg;
            }
        }
        return same == null ? of(Optional.empty(), extension, direction) : same;
    }

    private LegTrack add(LegTrack leg) {
        leg.queue = leg.extensionId.isPresent() && queues.has(leg.extensionId.get());
        all.add(leg);
        return leg;
    }

    boolean anyMonitor() {
        for (LegTrack leg : all) {
            if (leg.monitor) {
                return true;
            }
        }
        return false;
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
