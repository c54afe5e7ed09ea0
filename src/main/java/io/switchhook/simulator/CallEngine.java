package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.switchhook.simulator.PlacedCall.Moment;
import io.vertx.core.Context;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Places calls and tells of them in two independent streams: telephony sessions and presence. */
final class CallEngine {
    /** Presence follows the change by about this, simulated (protocol.md 11). */
    private static final Duration PRESENCE_LATENCY = Duration.ofMillis(90);

    private final Context context;
    private final Platform platform;
    private final Agenda agenda;
    private final CallPlanner planner;
    private final SplittableRandom random;

    /** Apart from the other chances, whose order depends on timing, so that a seed always plays the same scenario. */
    private final SplittableRandom choice;

    private final PresenceBody presence;
    private final AtomicInteger placed = new AtomicInteger();
    private final Map<String, Long> presenceCounters = new LinkedHashMap<>();
    private final List<String> scenario;

    CallEngine(Context context, Platform platform) {
        this.context = context;
        this.platform = platform;
        this.agenda = platform.agenda();
        this.planner =
                new CallPlanner(platform.company(), agenda, platform.options().seed());
        this.random = new SplittableRandom(platform.options().seed() ^ 0xca11);
        this.choice = new SplittableRandom(platform.options().seed() ^ 0x5c1);
        this.presence = new PresenceBody(platform.board());
        this.scenario = ScriptBook.scenario(platform.options().scenario());
    }

    /** Begins to place calls by itself, if it is to. */
    void start() {
        if (platform.options().callsPerMinute() > 0) {
            schedule(1);
        }
    }

    private void schedule(long count) {
        double secondsBetween = 60 / platform.options().callsPerMinute();
        Duration pause = Duration.ofNanos((long) (secondsBetween * 1e9 * choice.nextDouble(0.5, 1.5)));
        long max = platform.options().callsMax();
        if (max == 0 || count <= max) {
            String script = scenario.get(choice.nextInt(scenario.size()));
            agenda.after(agenda.real(pause), () -> {
                place(script);
                schedule(count + 1);
            });
        }
    }

    /** Places a call now; may be called from any thread. Of a script with a second call the first is returned. */
    PlacedCall place(String name) {
        Script script = ScriptBook.script(name);
        Instant start = agenda.now();
        int number = placed.getAndAdd(script.next().isPresent() ? 2 : 1);
        PlacedCall call = planner.plan(script, number, number, start);
        begin(call);
        script.next().ifPresent(next -> {
            Instant later = start.plus(agenda.real(Duration.ofMillis(next.delayMs())));
            begin(planner.plan(ScriptBook.script(next.script()), number + 1, number, later));
        });
        return call;
    }

    private void begin(PlacedCall call) {
        platform.board().add(call);
        context.runOnContext(go -> tell(call));
    }

    private void tell(PlacedCall call) {
        Instant lastTold = Instant.EPOCH;
        for (Moment moment : call.moments()) {
            if (moment.code().isPresent()) {
                // 14 to 113 ms were recorded, and never out of order at the sender (protocol.md 4.3.2).
                Duration latency = Duration.ofMillis(random.nextLong(14, 114));
                Instant due = later(lastTold, moment.at().plus(agenda.real(latency)));
                lastTold = due;
                agenda.at(due, () -> platform.publisher().publish(telephony(call, moment)));
            }
            if (moment.presence().isPresent()) {
                Instant due = moment.at().plus(agenda.real(PRESENCE_LATENCY));
                agenda.at(due, () -> platform.publisher().publish(presence(moment)));
            }
        }
        if (call.script().outcome().equals("voicemail")) {
            Duration collected = Duration.ofMillis(random.nextLong(7_000, 14_000));
            Instant due = call.endedAt().plus(agenda.real(collected));
            agenda.at(due, () -> platform.publisher().publish(voicemail(call)));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Notice telephony(PlacedCall call, Moment moment) {
        Optional<String> extensionId = moment.party().extension().map(Extension::id);
        return new Notice("/telephony/sessions", extensionId, TelephonyBody.event(call, moment));
    }

    /** The counter belongs to the extension's stream and jumps irregularly (protocol.md 5.2). */
    private Notice presence(Moment moment) {
        Extension extension = moment.party().extension().orElseThrow();
        long sequence = presenceCounters.merge(
                extension.id(), random.nextLong(10, 3_000), (was, ignored) -> was + random.nextLong(1, 200));
        return new Notice("/presence", Optional.of(extension.id()), presence.event(extension, moment, sequence));
    }

    private Notice voicemail(PlacedCall call) {
        Extension extension = call.parties().get(1).extension().orElseThrow();
        JsonObject change = new JsonObject()
                .put("type", "VoiceMail")
                .put("newCount", 1)
                .put("updatedCount", 0)
                .put("newMessageIds", new JsonArray().add(call.sessions().get(0).sessionId()));
        JsonObject body = new JsonObject()
                .put("accountId", Company.ACCOUNT_ID)
                .put("extensionId", extension.id())
                .put("lastUpdated", Wire.restTime(call.endedAt()))
                .put("changes", new JsonArray().add(change));
        return new Notice("/message-store", Optional.of(extension.id()), body);
    }

    List<CallTruth> truth() {
        Instant now = agenda.now();
        return platform.board().all().stream().map(call -> call.truth(now)).toList();
    }
}
