package io.switchhook.call.rules;

import io.switchhook.call.CallEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one step of the rules came to: what to tell, what was refused, what to look at, whom it was about. */
public final class Decision {
    // Most decisions have one event or two and nothing else: what is not needed is not made.
    private List<CallEvent> events = List.of();
    private List<Refusal> refusals = List.of();
    private List<Ask> asks = List.of();
    private List<String> unmapped = List.of();
    /** Nearly always of one call, which needs no table; of several they keep their order. */
    private Set<String> touched = Set.of();
    /** Null unless somebody asked: explanations cost nothing where nobody reads them. */
    private final List<Reasoning> reasonings;

    Decision(boolean explained) {
        reasonings = explained ? new ArrayList<>() : null;
    }

    /**
     * What to tell, in order.
     *
     * @return the events
     */
    public List<CallEvent> events() {
        return List.copyOf(events);
    }

    /**
     * What changed nothing, and why.
     *
     * @return the refusals
     */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /**
     * What to look at.
     *
     * @return the questions
     */
    public List<Ask> asks() {
        return List.copyOf(asks);
    }

    /**
     * The calls that the evidence spoke of, whether or not it led to an event, and those about which something was
     * remembered because of it: to bring one of them back, this evidence is needed.
     *
     * @return their ids, in order
     */
    public List<String> touched() {
        return List.copyOf(touched);
    }

    /**
     * Reasons and results of the provider that the table does not have; they are passed on as they are.
     *
     * @return the provider's words, one for each time that one was met
     */
    public List<String> unmapped() {
        return List.copyOf(unmapped);
    }

    /** A reason or result was met. */
    void meet(String word) {
        if (ReasonTable.of(word).isEmpty()) {
            unmapped = with(unmapped, word);
        }
    }

    /**
     * What was decided and why, in order.
     *
     * @return the reasonings; empty unless explanations were asked for
     */
    public List<Reasoning> reasonings() {
        return reasonings == null ? List.of() : List.copyOf(reasonings);
    }

    /** Whether anybody wants to know why. Ask before anything is put into words. */
    boolean isExplained() {
        return reasonings != null;
    }

    void because(Rule rule, CallTrack track, String detail) {
        reasonings.add(new Reasoning(rule, track.id(), Optional.empty(), detail));
    }

    void because(Rule rule, CallTrack track, LegTrack leg, String detail) {
        reasonings.add(new Reasoning(rule, track.id(), Optional.of(leg.id()), detail));
    }

    void because(Rule rule) {
        reasonings.add(new Reasoning(rule, "", Optional.empty(), ""));
    }

    void tell(CallEvent event) {
        events = with(events, event);
    }

    void refuse(Refusal refusal) {
        refusals = with(refusals, refusal);
        if (isExplained()) {
            reasonings.add(new Reasoning(Rule.of(refusal.reason()), refusal.callId(), Optional.empty(), ""));
        }
    }

    void ask(Ask ask) {
        asks = with(asks, ask);
    }

    void touch(String callId) {
        if (touched.isEmpty()) {
            touched = Set.of(callId);
        } else if (touched.size() > 1) {
            touched.add(callId);
        } else if (!touched.contains(callId)) {
            touched = new LinkedHashSet<>(touched);
            touched.add(callId);
        }
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(2) : list;
        longer.add(element);
        return longer;
    }
}
