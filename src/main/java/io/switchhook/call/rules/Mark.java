package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Party;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One report of where one leg stands: the atom of a story. */
final class Mark {
    /** The provider's order: by time, the session's word first, then by number within a stream. */
    static final Comparator<Mark> ORDER = Mark::compare;

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
    /** The call log vouches for it, also where only a session's own word would count. */
    boolean certified;
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
        Mark before = newestOf(leg);
        this.stream = before != null && before.stream.equals(stamp.stream) ? before.stream : stamp.stream;
        this.number = stamp.number;
        this.at = stamp.at;
        this.certainty = stamp.certainty;
        this.from = stamp.from;
        this.state = state;
        this.last = last;
        this.key = at;
    }

    /** Written out, because it is asked for every report. */
    private static int compare(Mark one, Mark other) {
        int order = Long.compare(one.key, other.key);
        order = order == 0 ? one.source.compareTo(other.source) : order;
        order = order == 0 ? compareStreams(one, other) : order;
        order = order == 0 ? Long.compare(one.number, other.number) : order;
        return order == 0 ? one.leg.id().compareTo(other.leg.id()) : order;
    }

    /** Streams of one session are the same text, and then need not be read. */
    @SuppressWarnings("ReferenceEquality") // Only a shortcut: other texts are compared.
    static int compareStreams(Mark one, Mark other) {
        return one.stream == other.stream ? 0 : one.stream.compareTo(other.stream);
    }

    /** Names the two ends, which are the same in nearly every report of a leg and then kept once. */
    Mark between(Endpoint callingEnd, Endpoint calledEnd) {
        Mark before = newestOf(leg);
        this.caller = before != null && before.caller.equals(callingEnd) ? before.caller : callingEnd;
        this.called = before != null && before.called.equals(calledEnd) ? before.called : calledEnd;
        return this;
    }

    private static Mark newestOf(LegTrack leg) {
        List<Mark> marks = leg.own.isEmpty() ? leg.seen : leg.own;
        return marks.isEmpty() ? null : marks.get(marks.size() - 1);
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
