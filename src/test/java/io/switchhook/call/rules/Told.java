package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.Leg;
import io.switchhook.call.Moment;
import io.switchhook.call.rules.World.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Everything told about some reports, and ways to look at it. */
final class Told {
    final List<CallEvent> events = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final AccountCalls calls;

    private final BiFunction<Ask, Long, Optional<String>> answers;

    Told(RulesConfig config, BiFunction<Ask, Long, Optional<String>> answers) {
        calls = new AccountCalls("acme", config);
        this.answers = answers;
    }

    static Told of(RulesConfig config, List<Report> reports) {
        Told told = new Told(config, (ask, ms) -> Optional.empty());
        told.hear(reports);
        told.finish();
        return told;
    }

    void hear(List<Report> reports) {
        reports.forEach(report -> hear(report.heardMs(), report.line()));
    }

    void hear(long ms, String line) {
        passUntil(ms);
        take(calls.accept(Lines.read(line, ms)), ms);
    }

    private void passUntil(long ms) {
        Optional<Instant> next = calls.nextDeadline();
        while (next.isPresent() && next.get().isBefore(Lines.at(ms))) {
            long due = next.get().toEpochMilli() - Lines.T0.toEpochMilli();
            take(calls.advance(next.get()), due);
            next = calls.nextDeadline();
        }
    }

    void finish() {
        for (int i = 0; calls.isPending(); i++) {
            Instant next = calls.nextDeadline().orElseThrow();
            take(calls.advance(next), next.toEpochMilli() - Lines.T0.toEpochMilli());
            if (i > 10_000) {
                throw new AssertionError("Expected time to run out, but something is always pending");
            }
        }
    }

    private void take(Decision decision, long ms) {
        events.addAll(decision.events());
        refusals.addAll(decision.refusals());
        for (Ask ask : decision.asks()) {
            answers.apply(ask, ms).ifPresent(answer -> take(calls.accept(Lines.read(answer, ms)), ms));
        }
    }

    /** The last picture of each call. */
    Map<String, Call> last() {
        Map<String, Call> last = new LinkedHashMap<>();
        events.forEach(event -> last.put(event.call().id(), event.call()));
        return last;
    }

    /** The whole promise of numbering; empty when it is kept. */
    String numbering() {
        Map<String, Long> last = new LinkedHashMap<>();
        for (CallEvent event : events) {
            long expected = last.getOrDefault(event.call().id(), 0L) + 1;
            boolean first = event.type() == CallEventType.STARTED;
            if (event.sequence() != expected
                    || first != (expected == 1)
                    || event.call().version() != event.sequence()) {
                return "Expected number " + expected + ", but it is " + event.id() + " "
                        + event.type().word();
            }
            last.put(event.call().id(), expected);
        }
        return "";
    }

    /** Every event in full, apart from when it was observed. */
    List<String> plain() {
        List<String> plain = new ArrayList<>();
        for (CallEvent event : events) {
            plain.add(event.id() + " " + event.type().word() + " @" + ms(event.occurredAt()) + " " + event.change()
                    + " " + event.call());
        }
        plain.sort(String::compareTo);
        return plain;
    }

    /** The final stories, whatever ids their calls and legs got by the order of arrival. */
    Map<String, String> finals() {
        Map<String, String> finals = new TreeMap<>();
        last().values().forEach(call -> finals.put(new TreeSet<>(call.ids().sessionIds()).toString(), text(call)));
        return finals;
    }

    private static String text(Call call) {
        StringBuilder text = new StringBuilder(call.state() + " " + call.direction() + " "
                + call.outcome().map(Object::toString).orElse("-") + " "
                + call.answeredBy().flatMap(Call.AnsweredBy::extensionId).orElse("-") + " cause "
                + call.cause().orElse("-") + " external " + call.external() + " user "
                + call.user() + " " + (call.state().isOver() ? call.durations() : "") + "\n  call "
                + history(call.history()));
        Map<String, String> legs = new TreeMap<>();
        for (Leg leg : call.legs()) {
            String id = leg.aliases().isEmpty() ? leg.id() : leg.aliases().get(0);
            String by = call.answeredBy()
                            .filter(who -> who.legId().equals(leg.id()))
                            .isPresent()
                    ? " answered"
                    : "";
            String left = call.endedBy().filter(leg.id()::equals).isPresent() ? " left-first" : "";
            legs.put(
                    id,
                    leg.kind() + " " + leg.direction() + " " + leg.extensionId().orElse("outside") + " "
                            + leg.reason().orElse("") + " " + leg.number() + by + left + " " + history(leg.history()));
        }
        legs.forEach((id, leg) -> text.append("\n  ").append(id).append(' ').append(leg));
        return text.toString();
    }

    static <S> String history(List<Moment<S>> history) {
        StringBuilder text = new StringBuilder();
        history.forEach(moment -> text.append(moment.state())
                .append('@')
                .append(ms(moment.at()))
                .append(
                        moment.certainty() == io.switchhook.call.Certainty.OBSERVED
                                ? " "
                                : "(" + moment.certainty() + ") "));
        return text.toString().strip();
    }

    static long ms(Instant at) {
        return at.toEpochMilli() - Lines.T0.toEpochMilli();
    }
}
