package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.Certainty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The other calls that belong with a call. Nearly all have none, and pay for none. */
final class Links {
    private final CallTrack track;
    private Collection<CallTrack> everyCall = List.of();
    /** By the other's telephony session, so that the order does not depend on which was learnt first. */
    private Map<String, Tie> ties = Map.of();
    /** Everybody in the conversation, this call included; null while it is alone. */
    private List<CallTrack> conversation;

    Links(CallTrack track) {
        this.track = track;
    }

    /** All calls of the account, as they come and go. */
    Links among(Collection<CallTrack> calls) {
        everyCall = calls;
        return this;
    }

    Collection<CallTrack> everyCall() {
        return everyCall;
    }

    boolean any() {
        return conversation != null || !ties.isEmpty();
    }

    /** The sessions that it is tied to. */
    Collection<String> sessions() {
        return ties.keySet();
    }

    /** The other calls of the conversation and this one. */
    List<CallTrack> conversation() {
        return conversation == null ? List.of(track) : conversation;
    }

    /** Ties it to another session, whose call need not be known yet. Of two bonds the stronger stays. */
    void tie(String session, Bond bond, Certainty certainty) {
        if (ties.isEmpty()) {
            ties = new TreeMap<>();
        }
        Tie known = ties.get(session);
        if (known == null) {
            ties.put(session, new Tie(bond, certainty, Optional.empty()));
        } else if (bond.compareTo(known.bond()) < 0) {
            ties.put(session, new Tie(bond, certainty, known.call()));
        }
    }

    /** The call of a session that it is tied to became known: both belong to one conversation. */
    Tied join(String session, CallTrack other) {
        Tie known = ties.get(session);
        Tied tied = new Tied(known.bond(), known.certainty());
        ties.put(session, new Tie(known.bond(), known.certainty(), Optional.of(other)));
        if (conversation != null && conversation.contains(other)) {
            return tied;
        }
        List<CallTrack> all = new ArrayList<>(conversation());
        all.addAll(other.links.conversation());
        for (CallTrack member : all) {
            member.links.conversation = all;
        }
        return tied;
    }

    /** The conversation is named after its first call. */
    String conversationId() {
        CallTrack first = track;
        for (CallTrack member : conversation()) {
            first = isEarlier(member, first) ? member : first;
        }
        return "c-" + first.id();
    }

    private static boolean isEarlier(CallTrack one, CallTrack other) {
        return Comparator.comparingLong(Links::startOf)
                        .thenComparing(CallTrack::id)
                        .compare(one, other)
                < 0;
    }

    private static long startOf(CallTrack call) {
        return call.story().isEmpty() ? Long.MAX_VALUE : call.story().startedAt;
    }

    List<Call.Link> all() {
        if (ties.isEmpty()) {
            return List.of();
        }
        List<Call.Link> all = new ArrayList<>(ties.size());
        ties.forEach((session, tie) -> {
            boolean earlier =
                    tie.call().isEmpty() || isEarlier(track, tie.call().get());
            String id = tie.call().map(CallTrack::id).orElse(session);
            Call.Link link = new Call.Link(tie.bond().rel(track, earlier), id, tie.certainty());
            if (!all.contains(link)) {
                all.add(link);
            }
        });
        return all;
    }

    static String text(List<Call.Link> links) {
        StringBuilder text = new StringBuilder();
        for (Call.Link link : links) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(link.rel())
                    .append(' ')
                    .append(link.callId());
        }
        return text.toString();
    }

    static boolean isSupervised(List<Call.Link> links) {
        return links.stream().anyMatch(link -> link.rel().equals("supervised-by"));
    }

    /** Whether a story is over, also where it goes on in other calls, and what is left of it here has no other end. */
    boolean isOver(Story story) {
        boolean alone = !ties.isEmpty() && Endings.isLeftAlone(story);
        if (!story.isAllOver() && !alone) {
            return false;
        }
        boolean moved = false;
        for (LegStory leg : story.legs()) {
            Optional<CallTrack> successor = successor(leg);
            if (successor.isPresent()) {
                moved = true;
                if (!successor.get().story().isAllOver()) {
                    return false;
                }
            }
        }
        return moved || !alone;
    }

    /** Whether the call is known into which a leg moved. */
    boolean knowsSuccessor(LegStory leg) {
        return successor(leg).isPresent();
    }

    private Optional<CallTrack> successor(LegStory leg) {
        boolean goesOn = leg.is(io.switchhook.call.LegState.REPLACED) && leg.peer.isPresent() && !leg.leg.monitor;
        return goesOn ? Optional.ofNullable(ties.get(leg.peer.get())).flatMap(Tie::call) : Optional.empty();
    }

    /** When the calls that it moved into were over; empty when it did not move, or nothing is known of them. */
    Optional<Instant> continuedUntil(Story story) {
        Instant until = null;
        for (LegStory leg : story.legs()) {
            Optional<CallTrack> successor = ties.isEmpty() ? Optional.empty() : successor(leg);
            if (successor.isPresent() && !successor.get().story().isEmpty()) {
                Instant end = Endings.latest(successor.get().story(), Optional.empty())
                        .at();
                until = until == null || end.isAfter(until) ? end : until;
            }
        }
        return Optional.ofNullable(until);
    }

    /** When the newest was heard of any call that it is tied to, milliseconds of the epoch. */
    long heardAt() {
        long heard = Long.MIN_VALUE;
        for (Tie tie : ties.values()) {
            if (tie.call().isPresent() && !tie.call().get().story().isEmpty()) {
                heard = Math.max(
                        heard, tie.call().get().story().last().from.heardAt().toEpochMilli());
            }
        }
        return heard;
    }

    /** How two calls belong together; the strongest first. */
    enum Bond {
        RING_OUT("ring-out", "ring-out"),
        CONFERENCE("conferenced-in", "conference-of"),
        SUPERVISION("supervises", "supervised-by"),
        PICKUP("picked-up-in", "picked-up-from"),
        TRANSFER("transferred-to", "transferred-from");

        private final String there;
        private final String back;

        Bond(String there, String back) {
            this.there = there;
            this.back = back;
        }

        /** What the other call is to this one. */
        private String rel(CallTrack one, boolean earlier) {
            return switch (this) {
                case CONFERENCE -> one.isConference() ? back : there;
                case SUPERVISION -> one.legs().anyMonitor() ? there : back;
                case RING_OUT, PICKUP, TRANSFER -> earlier ? there : back;
            };
        }

        static Bond of(Optional<String> reason) {
            return switch (reason.orElse("")) {
                case "Conference" -> CONFERENCE;
                case "Supervising" -> SUPERVISION;
                case "Pickup", "ParkLocation", "CallPark" -> PICKUP;
                default -> TRANSFER;
            };
        }
    }

    /** How, and how surely. */
    record Tied(Bond bond, Certainty certainty) {}

    /** One tie. */
    private record Tie(Bond bond, Certainty certainty, Optional<CallTrack> call) {}
}
