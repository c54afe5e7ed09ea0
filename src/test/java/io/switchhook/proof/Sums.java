package io.switchhook.proof;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Milestones and durations that follow from a true history, by their definitions (src/docs/events.md). */
final class Sums {
    private final List<Fact<CallState>> facts;

    Sums(List<Fact<CallState>> facts) {
        this.facts = facts.stream().filter(fact -> fact.time().isPresent()).toList();
    }

    void compare(Call story, List<String> wrong) {
        if (facts.isEmpty() || facts.get(facts.size() - 1).state != CallState.ENDED) {
            return;
        }
        Judge.expect("startedAt", at(facts.get(0)), story.times().startedAt().toEpochMilli(), wrong);
        Judge.expect(
                "ringingAt",
                first(CallState.RINGING, CallState.RINGING),
                ms(story.times().ringingAt()),
                wrong);
        Judge.expect(
                "answeredAt",
                first(CallState.TALKING, CallState.HELD),
                ms(story.times().answeredAt()),
                wrong);
        Judge.expect(
                "endedAt",
                first(CallState.ENDED, CallState.ENDED),
                ms(story.times().endedAt()),
                wrong);
        Judge.expect(
                "talkMs",
                spent(CallState.TALKING, Long.MAX_VALUE),
                story.durations().talkMs(),
                wrong);
        Judge.expect(
                "holdMs",
                spent(CallState.HELD, Long.MAX_VALUE),
                story.durations().holdMs(),
                wrong);
        Judge.expect(
                "queueMs",
                spent(CallState.QUEUED, Long.MAX_VALUE),
                story.durations().queueMs(),
                wrong);
        long answer = first(CallState.TALKING, CallState.HELD);
        Judge.expect(
                "ringMs",
                spent(CallState.RINGING, answer < 0 ? Long.MAX_VALUE : answer),
                story.durations().ringMs(),
                wrong);
        long total = at(facts.get(facts.size() - 1)) - at(facts.get(0));
        Judge.expect("totalMs", total, story.durations().totalMs(), wrong);
    }

    private static long at(Fact<CallState> fact) {
        return fact.time().orElseThrow();
    }

    private static long ms(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(-1L);
    }

    private long first(CallState one, CallState other) {
        return facts.stream()
                .filter(fact -> fact.state == one || fact.state == other)
                .map(Sums::at)
                .findFirst()
                .orElse(-1L);
    }

    private long spent(CallState state, long until) {
        long sum = 0;
        for (int i = 0; i + 1 < facts.size(); i++) {
            if (facts.get(i).state == state && at(facts.get(i)) < until) {
                sum += at(facts.get(i + 1)) - at(facts.get(i));
            }
        }
        return sum;
    }
}
