package io.switchhook.call.rules;

import io.switchhook.call.LegDirection;
import io.switchhook.call.LegState;
import io.switchhook.call.Party;
import io.switchhook.call.rules.Mark.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything reported of one leg, by the session itself and by others, each list in the provider's order. */
final class LegTrack {
    /** Beyond this many reports the repeats in the middle of one state are let go. */
    private static final int SEEN_MAX = 64;

    private static final String MONITORING = "Supervising";

    final String id;
    /** Its number among the legs of its call, from 0. */
    int place;

    LegDirection direction;
    Optional<String> extensionId;
    Optional<String> ringOutRole = Optional.empty();
    /** The older id of the session that it is of; a RingOut may have two. */
    Optional<String> session = Optional.empty();
    /** On whose behalf the extension makes or takes the call, where that is somebody else (protocol.md 4.2.1). */
    Optional<String> owner = Optional.empty();
    /** It is of a call of a queue: of a member to whom it is offered, or the queue itself. */
    boolean agent;
    /** It is a member's: what it is offered is addressed to another extension. */
    boolean member;
    /** It is the queue itself, as members of it say. */
    boolean queue;
    /** It is the queue itself, as its own report says. */
    boolean itself;
    /** It is a queue of which nobody said that it took the call, although members were offered it. */
    boolean waits;
    /** It listens in (reason Supervising): no talk, no answer, and it keeps no call alive. */
    boolean monitor;

    /** Other party ids of it; one is enough for nearly every leg that has any. */
    List<String> aliases = List.of();
    /** What sessions say: authoritative. */
    final List<Mark> own = new ArrayList<>(6);
    /** What presence and looks say. */
    List<Mark> seen = List.of();
    /** What other extensions' presence shows of it; null for nearly every leg. */
    private Watchers watchers;
    /** The extension whose presence counts; empty until one has shown it. */
    private String shownBy = "";

    /** Only looks know it. */
    boolean lookedOnly = true;

    LegTrack(String id, LegDirection direction, Optional<String> extensionId) {
        this.id = id;
        this.direction = direction;
        this.extensionId = extensionId;
    }

    String id() {
        return id;
    }

    boolean is(String partyId) {
        return id.equals(partyId) || aliases.contains(partyId);
    }

    boolean isAt(String extension) {
        return extensionId.isPresent() && extensionId.get().equals(extension);
    }

    /** Whether it is the leg of an extension, in a direction, whose party id is not known yet. */
    boolean isNameless(String extension, LegDirection way) {
        return (direction == way || lookedOnly) && isAt(extension) && isMade() && aliases.isEmpty();
    }

    /** Whether it can be the same end of a RingOut, whose direction the sources tell differently (protocol.md 5.3). */
    boolean isSameEnd(String extension, Optional<String> ofSession) {
        return session.isPresent() && session.equals(ofSession) && isAt(extension);
    }

    boolean isNamed() {
        return !isMade() || !aliases.isEmpty();
    }

    private boolean isMade() {
        return id.startsWith(Legs.MADE);
    }

    /** What the session's own word adds to a leg, whoever told of it first. True when that tells the past anew. */
    boolean learn(Party party) {
        if (!is(party.id())) {
            addAlias(party.id());
        }
        direction = party.direction();
        boolean another =
                party.extensionId().isPresent() && becomes(party.extensionId().get());
        boolean listens = !monitor && party.reason().filter(MONITORING::equals).isPresent();
        boolean plays = ringOutRole.isEmpty() && party.ringOutRole().isPresent();
        ringOutRole = ringOutRole.or(party::ringOutRole);
        boolean offered = !agent && party.queue();
        boolean belongs = !member && Queues.of(party).isPresent();
        member |= belongs;
        boolean toItself = party.extensionId().isPresent()
                && party.extensionId().equals(party.to().extensionId());
        itself |= party.queue() && toItself;
        agent |= offered;
        monitor |= listens;
        return (another || listens || plays || offered || belongs) && (!own.isEmpty() || !seen.isEmpty());
    }

    /** The session names its extension, whichever presence has shown it before. True when that is another one. */
    private boolean becomes(String extension) {
        boolean another = !shownBy.isEmpty() && !shownBy.equals(extension);
        if (another) {
            watch(extension);
        }
        extensionId = isAt(extension) ? extensionId : Optional.of(extension);
        return another;
    }

    private void watch(String owner) {
        watchers = watchers == null ? new Watchers() : watchers;
        seen = watchers.exchange(owner, shownBy, seen);
        shownBy = owner;
    }

    /** Takes what an extension's presence shows. */
    private boolean show(Mark mark) {
        if (shownBy.isEmpty()) {
            shownBy = own.isEmpty() || extensionId.isEmpty() ? mark.stream : extensionId.get();
        }
        if (mark.stream.equals(shownBy)) {
            return SeenOrder.insert(seen, mark);
        }
        watchers = watchers == null ? new Watchers() : watchers;
        boolean news = watchers.add(mark);
        String owner = own.isEmpty() ? watchers.owner(shownBy, seen) : shownBy;
        if (!owner.equals(shownBy)) {
            watch(owner);
            extensionId = Optional.of(owner);
        }
        return news;
    }

    /** A queue that is in the call and of which nothing but that and its end is told. */
    boolean isSilentQueue() {
        for (int i = 0; queue && i < own.size(); i++) {
            LegState state = own.get(i).state;
            if (state != LegState.INITIATED && state != LegState.ENDED) {
                return false;
            }
        }
        return queue && !member && !own.isEmpty() && own.get(0).state == LegState.INITIATED;
    }

    void addAlias(String partyId) {
        List<String> more = new ArrayList<>(aliases);
        more.add(partyId);
        aliases = List.copyOf(more);
    }

    /** Adds a mark in its place. False when the same report had been heard. */
    boolean add(Mark mark) {
        lookedOnly &= mark.source == Source.LOOK;
        if (mark.source != Source.SESSION) {
            seen = seen.isEmpty() ? new ArrayList<>(4) : seen;
            boolean news = mark.source == Source.PRESENCE ? show(mark) : SeenOrder.insert(seen, mark);
            letGoOfRepeats();
            return news;
        }
        int place = own.size();
        while (place > 0 && isBefore(mark, own.get(place - 1))) {
            place--;
        }
        if (place > 0 && isSame(mark, own.get(place - 1))) {
            return false;
        }
        own.add(place, mark);
        return true;
    }

    private static boolean isBefore(Mark mark, Mark other) {
        int streams = Mark.compareStreams(mark, other);
        return streams == 0 ? mark.number < other.number : streams < 0;
    }

    private static boolean isSame(Mark mark, Mark other) {
        return mark.number == other.number && Mark.compareStreams(mark, other) == 0;
    }

    private void letGoOfRepeats() {
        for (int i = seen.size() - 2; i > 0 && seen.size() > SEEN_MAX; i--) {
            LegState state = seen.get(i).state;
            if (seen.get(i - 1).state == state && seen.get(i + 1).state == state) {
                seen.remove(i);
            }
        }
    }

    /** Where an extension's presence saw the leg last before a moment of its stream; empty when it had not. */
    Optional<LegState> seenBefore(String extension, SeenOrder.Place place) {
        boolean counts = watchers == null || shownBy.isEmpty() || shownBy.equals(extension);
        List<Mark> view = counts ? seen : watchers.viewOf(extension);
        for (int i = view.size() - 1; i >= 0; i--) {
            Mark mark = view.get(i);
            if (!SeenOrder.isBefore(place, SeenOrder.Place.of(mark))) {
                return Optional.of(mark.state);
            }
        }
        return Optional.empty();
    }

    /** The extensions whose presence has shown it. */
    List<String> showing() {
        if (shownBy.isEmpty()) {
            return List.of();
        }
        List<String> extensions = new ArrayList<>(List.of(shownBy));
        if (watchers != null) {
            extensions.addAll(watchers.extensions());
        }
        return extensions;
    }

    /** When the newest report of it was, milliseconds of the epoch, whether it counts or not. */
    long newestAt() {
        long newest = Long.MIN_VALUE;
        for (Mark mark : own) {
            newest = Math.max(newest, mark.at);
        }
        for (Mark mark : seen) {
            newest = Math.max(newest, mark.at);
        }
        return newest;
    }

    /** A mark that has just waited long enough; each is given once, the newest of several. */
    Optional<Mark> ripened(long now) {
        Mark ripe = null;
        for (int i = 0; i < seen.size(); i++) {
            Mark mark = seen.get(i);
            if (!mark.ripe && mark.matureAt <= now) {
                mark.ripe = true;
                ripe = mark;
            }
        }
        return Optional.ofNullable(ripe);
    }

    /**
     * Until when life may still show here: presence tells of a leg of which no session has spoken, and that is not
     * believed yet. {@code Long.MIN_VALUE} when nothing waits.
     */
    long mayLiveUntil(long now) {
        long until = Long.MIN_VALUE;
        for (int i = 0; own.isEmpty() && i < seen.size(); i++) {
            Mark mark = seen.get(i);
            if (mark.matureAt > now && !mark.state.isOver()) {
                until = Math.max(until, mark.matureAt);
            }
        }
        return until;
    }

    /** When the next mark that waits may be believed; {@code Long.MAX_VALUE} for none. */
    long nextMature(long now) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).matureAt > now) {
                next = Math.min(next, seen.get(i).matureAt);
            }
        }
        return next;
    }
}
