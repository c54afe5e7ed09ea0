package io.switchhook.journal;

import io.switchhook.call.CallEvent;
import io.switchhook.event.Notice;
import java.util.List;
import java.util.Optional;

/**
 * What one step of the rules makes durable, all of it or nothing.
 *
 * @param account the account's label; empty for notices of connectors
 * @param evidence what came in; absent when only time passed
 * @param touched ids of the calls that the evidence spoke of, also when it led to no event yet
 * @param events what the rules decided to tell, in order
 * @param memory what a feed wants back after a restart
 * @param notices operational events, told after those about calls
 */
public record Entry(
        String account,
        Optional<KeptEvidence> evidence,
        List<String> touched,
        List<CallEvent> events,
        Optional<FeedMemory> memory,
        List<Notice> notices) {
    /** Copies the lists. */
    public Entry {
        touched = List.copyOf(touched);
        events = List.copyOf(events);
        notices = List.copyOf(notices);
    }

    /**
     * An entry about calls alone.
     *
     * @param account the account's label
     * @param evidence what came in; absent when only time passed
     * @param touched ids of the calls that the evidence spoke of
     * @param events what the rules decided to tell, in order
     * @param memory what a feed wants back after a restart
     */
    public Entry(
            String account,
            Optional<KeptEvidence> evidence,
            List<String> touched,
            List<CallEvent> events,
            Optional<FeedMemory> memory) {
        this(account, evidence, touched, events, memory, List.of());
    }

    /**
     * What a feed wants back after a restart.
     *
     * @param feed the feed's name
     * @param value opaque to the journal
     */
    public record FeedMemory(String feed, String value) {}
}
