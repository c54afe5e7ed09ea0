package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.connector.Ability;
import io.switchhook.connector.Description;
import io.switchhook.connector.Stage;
import io.switchhook.event.Envelope;
import io.switchhook.journal.Deliveries.Wish;
import java.util.List;
import java.util.Optional;

/**
 * What a connector is given: the operator's wishes, and what the connector can use.
 *
 * @param when how often a call is written
 * @param filter which calls and events
 * @param everyEvent whether each event is delivered, or the newest picture
 * @param canUpdate whether a record that is complete can be corrected
 * @param canAttach whether files are attached to records
 */
record Policy(When when, Filter filter, boolean everyEvent, boolean canUpdate, boolean canAttach) {
    /** Types that change what a CRM shows; the rest is for dashboards. */
    private static final List<String> PICTURES = List.of(
            "call.started",
            "call.ringing",
            "call.answered",
            "call.transferred",
            "call.ended",
            "call.completed",
            "call.corrected",
            "call.recording.available",
            "call.voicemail.available");

    /** Types that come after the call is complete. */
    private static final List<String> AFTERWARDS =
            List.of("call.corrected", "call.recording.available", "call.voicemail.available");

    /** Types that say that a file can be fetched. */
    private static final List<String> FILES = List.of("call.recording.available", "call.voicemail.available");

    static Policy of(When when, Filter filter, Description description) {
        return new Policy(
                when,
                filter,
                description.everyEvent(),
                description.abilities().contains(Ability.UPDATE),
                description.abilities().contains(Ability.ATTACH_ARTIFACT));
    }

    /** Whether a call's record is not to be written any more; files may still be attached to it. */
    boolean isClosed(Optional<Stage> reached) {
        return when == When.ONCE && !canUpdate && reached.equals(Optional.of(Stage.COMPLETED));
    }

    /** The types that are delivered; empty for all. */
    List<String> types() {
        if (!filter.types().isEmpty()) {
            return filter.types();
        }
        return everyEvent && when == When.INCREMENTAL ? List.of() : PICTURES;
    }

    /** Whether an event is owed, and if not, why. */
    Answer judge(Envelope event) {
        Answer call = judge(event.call());
        if (call.kind() != Wish.Kind.WANTED) {
            return call;
        }
        if (!types().isEmpty() && !types().contains(event.type())) {
            return Answer.notYet("nothing but " + String.join(", ", types()) + " is sent");
        }
        return when == When.ONCE ? once(event) : Answer.WANTED;
    }

    /** Whether a call is one of those that are sent, whatever is told of it. */
    Answer judge(Call call) {
        if (!filter.accounts().isEmpty() && !filter.accounts().contains(call.account())) {
            return Answer.excluded("filter.accounts does not name " + call.account());
        }
        return judge(call.direction(), call.state());
    }

    private Answer judge(Direction direction, CallState state) {
        if (direction == Direction.INTERNAL && !filter.internal()) {
            return Answer.excluded("internal calls are not sent (filter.internal)");
        }
        if (filter.directions().isEmpty() || filter.directions().contains(direction.word())) {
            return Answer.WANTED;
        }
        return direction == Direction.UNKNOWN && !state.isOver()
                ? Answer.notYet("its direction is not known yet")
                : Answer.excluded("filter.directions does not name " + direction.word());
    }

    private Answer once(Envelope event) {
        if (event.call().state() != CallState.COMPLETED) {
            return Answer.notYet("waits for call.completed (when: once)");
        }
        boolean owed = event.type().equals("call.completed")
                || (canUpdate && AFTERWARDS.contains(event.type()))
                || (canAttach && FILES.contains(event.type()));
        return owed ? Answer.WANTED : Answer.notYet("was complete before (when: once)");
    }

    /** How often a call is written. */
    enum When {
        /** As it goes on. */
        INCREMENTAL,
        /** When it is complete, and afterwards only what a record can be corrected with. */
        ONCE
    }

    /**
     * Which calls and events.
     *
     * @param types types of events without prefix; empty for those that the connector can use
     * @param directions {@code inbound}, {@code outbound}, {@code internal}, {@code unknown}; empty for all
     * @param accounts labels of accounts; empty for all
     * @param internal whether calls between extensions are sent
     */
    record Filter(List<String> types, List<String> directions, List<String> accounts, boolean internal) {
        /** Everything but internal calls. */
        static final Filter NONE = new Filter(List.of(), List.of(), List.of(), false);

        /** Copies the lists. */
        Filter {
            types = List.copyOf(types);
            directions = List.copyOf(directions);
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Whether an event is owed.
     *
     * @param kind owed, not yet, or not at all
     * @param reason why not
     */
    record Answer(Wish.Kind kind, String reason) {
        static final Answer WANTED = new Answer(Wish.Kind.WANTED, "");

        static Answer notYet(String reason) {
            return new Answer(Wish.Kind.NOT_YET, reason);
        }

        static Answer excluded(String reason) {
            return new Answer(Wish.Kind.EXCLUDED, reason);
        }
    }
}
