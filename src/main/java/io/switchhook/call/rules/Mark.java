package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Party;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One report of where one leg stands: the atom of a story. */
final class Mark {
    /** The provider's order: by time, the session's word first, then by number within a stream. */
    static final Comparator<Mark> ORDER = Comparator.<Mark>comparingLong(mark -> mark.key)
            .thenComparing(mark -> mark.source)
            .thenComparing(mark -> mark.stream)
            .thenComparingLong(mark -> mark.number)
            .thenComparing(mark -> mark.leg.id());

    final LegTrack leg;
    final Source source;
    /** The stream in which {@link #number} counts: a session, an extension, the looks. */
    final String stream;

    final long number;
    final LegState state;
    final long at;
    final Certainty certainty;
    final Provenance from;
    /** An end that is not transitional. */
    final boolean last;

    Endpoint caller = Endpoint.UNKNOWN;
    Endpoint called = Endpoint.UNKNOWN;
    Optional<LegKind> kind = Optional.empty();
    Optional<String> reason = Optional.empty();
    /** The session that goes on instead, after a move. */
    Optional<String> peer = Optional.empty();

    Party.More more = Party.More.NONE;
    /** A smaller number of its session is missing just before it. */
    boolean afterGap;
    /** When it may be believed without what should have come before it, milliseconds of the epoch. */
    long matureAt;
    /** It has been believed, or at least could have been. */
    boolean ripe;
    /** Its number, or for one without number that of the report before it. */
    long rank;
    /** Place in the provider's order: {@link #at}, but never before an earlier number of the same stream. */
    long key;

    Mark(LegTrack leg, Stamp stamp, LegState state, boolean last) {
        this.leg = leg;
        this.source = stamp.source;
        this.stream = stamp.stream;
        this.number = stamp.number;
        this.at = stamp.at;
        this.certainty = stamp.certainty;
        this.from = stamp.from;
        this.state = state;
        this.last = last;
        this.key = at;
    }

    Mark between(Endpoint callingEnd, Endpoint calledEnd) {
        this.caller = callingEnd;
        this.called = calledEnd;
        return this;
    }

    /** For explanations. */
    @Override
    public String toString() {
        return (number == 0 ? "" : "#" + number + " ") + state.word() + " at " + Instant.ofEpochMilli(at);
    }

    /** Who speaks, in order of authority about a leg's state (protocol.md 5.4). */
    enum Source {
        SESSION,
        PRESENCE,
        LOOK
    }

    /** Where and when in its stream a mark stands. */
    record Stamp(Source source, String stream, long number, long at, Certainty certainty, Provenance from) {}
}
