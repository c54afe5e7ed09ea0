package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.Call.Link;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEvent.Change;
import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.CallEvent.NumberGap;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.Health;
import io.switchhook.call.Leg;
import io.switchhook.call.Origin;
import io.switchhook.call.Outcome;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells each step of one call once, under our own numbers 1, 2, 3 …, and corrections where history changed. */
final class Teller {
    private final CallTrack track;
    private final TaleKeys told = new TaleKeys();
    private long sequence;
    private String toldConversation = "";
    private Health toldHealth = Health.LIVE;
    private List<Link> toldLinks = List.of();
    /** What comes at most once in a call and was told, even if it was corrected away since. */
    private final Set<CallEventType> once = EnumSet.noneOf(CallEventType.class);

    Teller(CallTrack track) {
        this.track = track;
    }

    /** After a restart: numbers up to this one have been used. */
    void resumeAfter(long number) {
        sequence = Math.max(sequence, number);
    }

    boolean hasToldTheEnd() {
        return told.has(CallEventType.ENDED);
    }

    boolean hasTold() {
        return !told.isEmpty();
    }

    /** Tells what the newest mark was worth. */
    void tell(Story story, List<Tale> tales, Optional<NumberGap> gap, Decision decision) {
        if (tales.isEmpty()) {
            return;
        }
        Call call = picture(story, sequence + 1);
        for (Tale tale : tales) {
            told.add(tale);
            explain(tale, decision);
            decision.tell(isAgain(tale) ? again(tale, story) : event(tale, call, gap));
        }
    }

    private void explain(Tale tale, Decision decision) {
        if (decision.isExplained() && tale.transfer().isPresent()) {
            decision.because(Rule.HANDED_OVER, track, tale.transfer().get().kind());
        }
    }

    /** Consumers act on an answer or a fax once (vocabulary.md C2); that it is so after all is a correction. */
    private boolean isAgain(Tale tale) {
        boolean single = tale.type() == CallEventType.ANSWERED || tale.type() == CallEventType.FAX;
        return single && !once.add(tale.type());
    }

    private CallEvent again(Tale tale, Story story) {
        Detail detail = tale.type() == CallEventType.ANSWERED
                ? new Detail(
                        "times.answeredAt", "", Instant.ofEpochMilli(tale.at()).toString())
                : new Detail("outcome", "", Outcome.FAX.name());
        Change change =
                new Change(tale.was(), tale.is(), Optional.of(tale.mark().leg.id()), List.of(detail), false);
        return correction(story, change, Instant.ofEpochMilli(tale.at()), tale.mark().certainty, tale.mark().from);
    }

    /**
     * Tells what is different now that the story was folded anew: what only goes on is told as always; what changed
     * in the past is told as one correction.
     */
    void retell(Call before, Story story, List<Tale> tales, Mark cause, Decision decision) {
        Set<Long> known = told.all();
        int lastKnown = 0;
        boolean rewritten = false;
        Set<Long> still = new LinkedHashSet<>();
        for (int i = 0; i < tales.size(); i++) {
            still.add(tales.get(i).key());
            lastKnown = known.contains(tales.get(i).key()) ? i : lastKnown;
        }
        for (int i = 0; i < lastKnown; i++) {
            rewritten |= !known.contains(tales.get(i).key());
        }
        rewritten |= !still.containsAll(known);
        boolean hadEnded = hasToldTheEnd();
        told.become(tales.subList(0, lastKnown + 1));
        List<Tale> fresh = tales.subList(lastKnown + 1, tales.size());
        List<Detail> details = Differences.between(before, Snapshots.of(track, story, sequence));
        if (!details.isEmpty() && (rewritten || fresh.isEmpty())) {
            Change change = new Change(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(cause.leg.id()),
                    details,
                    hadEnded && !story.state.isOver());
            explain(details, decision);
            decision.tell(correction(story, change, Instant.ofEpochMilli(cause.at), cause.certainty, cause.from));
        }
        tell(story, fresh, Optional.empty(), decision);
    }

    /** Tells what a look adds to a call that is over, without any new step. False when that is nothing. */
    boolean amend(Call before, Story story, Provenance from, Decision decision) {
        List<Detail> details = Differences.between(before, Snapshots.of(track, story, sequence));
        if (!details.isEmpty()) {
            Change change = new Change(Optional.empty(), Optional.empty(), Optional.empty(), details, false);
            explain(details, decision);
            decision.tell(correction(story, change, from.heardAt(), Certainty.RECONCILED, from));
        }
        return !details.isEmpty();
    }

    /** Tells that something can be fetched, as the call's picture shows it. */
    void announce(CallEventType type, Story story, Provenance from, Decision decision) {
        decision.tell(lookedUp(type, story, Change.NONE, from.heardAt(), from));
    }

    /** Tells corrected values that the picture does not show as such. */
    void correct(Story story, List<Detail> details, Provenance from, Decision decision) {
        Change change = new Change(Optional.empty(), Optional.empty(), Optional.empty(), details, false);
        decision.tell(lookedUp(CallEventType.CORRECTED, story, change, from.heardAt(), from));
    }

    /** Tells that the call is completed, by the call log or without it, and what that settles. */
    void complete(Story story, Instant at, Optional<Provenance> from, List<Detail> settled, Decision decision) {
        Change change = new Change(
                Optional.of(CallState.ENDED), Optional.of(CallState.COMPLETED), Optional.empty(), settled, false);
        if (from.isPresent()) {
            decision.tell(lookedUp(CallEventType.COMPLETED, story, change, at, from.get()));
            return;
        }
        sequence++;
        decision.tell(new CallEvent(
                CallEventType.COMPLETED,
                sequence,
                at,
                at,
                Certainty.INFERRED,
                Origin.CALLLOG,
                List.of(),
                Optional.empty(),
                change,
                picture(story, sequence)));
    }

    private CallEvent lookedUp(CallEventType type, Story story, Change change, Instant at, Provenance from) {
        sequence++;
        return new CallEvent(
                type,
                sequence,
                at,
                from.heardAt(),
                Certainty.RECONCILED,
                from.origin(),
                List.of(from),
                Optional.empty(),
                change,
                picture(story, sequence));
    }

    /** Tells the other calls that were found to belong with this one, unless an event has shown them. */
    void tellLinks(Story story, Decision decision) {
        if (!hasTold()) {
            return;
        }
        String conversation = track.links().conversationId();
        List<Link> links = track.links().all();
        if (conversation.equals(toldConversation) && links.equals(toldLinks)) {
            return;
        }
        List<Detail> details = new ArrayList<>(2);
        if (!conversation.equals(toldConversation)) {
            details.add(new Detail("conversationId", toldConversation, conversation));
        }
        if (!links.equals(toldLinks)) {
            details.add(new Detail("links", Links.text(toldLinks), Links.text(links)));
        }
        boolean supervised = Links.isSupervised(links) && !Links.isSupervised(toldLinks);
        CallEventType type = supervised ? CallEventType.SUPERVISED : CallEventType.UPDATED;
        Mark last = story.last();
        decision.tell(update(type, story, details, Instant.ofEpochMilli(last.at), last.from));
    }

    /** Tells that a call became doubtful or is no longer, unless an event has shown it. */
    void tellHealth(Story story, Instant at, Provenance from, Decision decision) {
        Health health = track.health();
        if (health == toldHealth || !hasTold() || story.isEmpty() || story.state.isOver()) {
            return;
        }
        List<Detail> details = new ArrayList<>(2);
        details.add(new Detail("health", toldHealth.name(), health.name()));
        track.doubt().filter(why -> health != Health.LIVE).ifPresent(why -> details.add(new Detail("why", "", why)));
        decision.tell(update(CallEventType.UPDATED, story, details, at, from));
    }

    private CallEvent update(CallEventType type, Story story, List<Detail> details, Instant at, Provenance from) {
        sequence++;
        return new CallEvent(
                type,
                sequence,
                at,
                from.heardAt(),
                Certainty.INFERRED,
                from.origin(),
                List.of(from),
                Optional.empty(),
                new Change(Optional.empty(), Optional.empty(), Optional.empty(), details, false),
                picture(story, sequence));
    }

    private Call picture(Story story, long version) {
        Call call = Snapshots.of(track, story, version);
        toldConversation = call.conversationId();
        toldHealth = call.health();
        toldLinks = call.around().links();
        return call;
    }

    private void explain(List<Detail> details, Decision decision) {
        if (decision.isExplained()) {
            for (Detail detail : details) {
                String words = detail.path() + ": " + detail.was() + " -> " + detail.is();
                decision.because(Rule.CORRECTED, track, words);
            }
        }
    }

    private CallEvent correction(Story story, Change change, Instant at, Certainty certainty, Provenance from) {
        sequence++;
        return new CallEvent(
                CallEventType.CORRECTED,
                sequence,
                at,
                from.heardAt(),
                certainty,
                from.origin(),
                List.of(from),
                Optional.empty(),
                change,
                picture(story, sequence));
    }

    /** An end that nobody reported is no surer than the picture says, whatever the report that led to it. */
    private static Certainty certaintyOf(Tale tale, Call call) {
        if (tale.type() == CallEventType.ENDED && !call.history().isEmpty()) {
            return call.history().get(call.history().size() - 1).certainty();
        }
        if (tale.type() == CallEventType.LEG_ENDED) {
            for (Leg leg : call.legs()) {
                if (leg.id().equals(tale.leg().id())) {
                    return leg.history().get(leg.history().size() - 1).certainty();
                }
            }
        }
        return tale.mark().certainty;
    }

    private CallEvent event(Tale tale, Call call, Optional<NumberGap> gap) {
        sequence++;
        Optional<String> leg =
                tale.leg() == null ? Optional.empty() : Optional.of(tale.leg().id());
        Change change = new Change(tale.was(), tale.is(), leg, List.of(), false, tale.transfer());
        return new CallEvent(
                tale.type(),
                sequence,
                Instant.ofEpochMilli(tale.at()),
                tale.mark().from.heardAt(),
                certaintyOf(tale, call),
                tale.mark().from.origin(),
                List.of(tale.mark().from),
                gap,
                change,
                call.at(sequence));
    }
}
