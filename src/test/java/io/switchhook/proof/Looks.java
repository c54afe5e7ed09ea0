package io.switchhook.proof;

import io.switchhook.call.LegState;
import io.switchhook.proof.Script.Claim;
import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Step;
import io.switchhook.proof.Weather.Outage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What the platform answers when it is asked: active calls every 100 s, and the call log (protocol.md 6). */
final class Looks {
    private static final long EVERY_MS = 100_000;

    /** How long ended calls stay listed. */
    private static final long LISTED_MS = 120_000;

    /** Looks go on after the last call, so that nothing is left open. */
    private static final long AFTER_MS = 600_000;

    private final World world;
    private final Random random;

    Looks(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    void add(Outage outage) {
        for (long at = World.T0 + random.nextInt(100_000); at < world.end() + AFTER_MS; at += EVERY_MS) {
            if (!outage.covers(at + world.skewMs())) {
                poll(at);
            }
        }
        if (!outage.equals(Outage.NONE)) {
            poll(outage.toMs() - world.skewMs() + 1_000);
        }
        if (world.weather.log()) {
            world.plays.forEach(this::log);
        }
    }

    private void poll(long at) {
        long seen = at - 3_000 - random.nextInt(7_000);
        List<String> records = new ArrayList<>();
        for (Play play : world.plays) {
            for (String session : play.script.sessions()) {
                records.addAll(records(play, session, seen));
            }
        }
        String body = "{\"records\":[" + String.join(",", records) + "],\"complete\":true,\"requestedAt\":"
                + (at + world.skewMs()) + "}";
        world.add(new Report(world.nextId(), "activeCalls", at + 200, at + 200, body.getBytes(StandardCharsets.UTF_8)));
    }

    private void log(Play play) {
        for (String session : play.script.sessions()) {
            List<String> records = records(play, session, play.endOf(session) + 1_000);
            if (!records.isEmpty()) {
                long at = play.end() + 20_000 + random.nextInt(15_000);
                String body = "{\"records\":[" + String.join(",", records) + "]}";
                world.add(new Report(world.nextId(), "callLog", at, at, body.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private List<String> records(Play play, String session, long seen) {
        long end = play.endOf(session);
        if (seen > end + LISTED_MS) {
            return List.of();
        }
        Optional<Seat> shown = shown(play, session, seen);
        Optional<Claim> truth = play.script.truth(View.SESSIONS, play.script.callOf(session));
        if (shown.isEmpty() || truth.isEmpty()) {
            return List.of();
        }
        List<String> records = new ArrayList<>();
        boolean internal = truth.get().direction().equals("internal");
        boolean live = seen < end;
        boolean answered =
                answered(play, session, seen) && truth.get().outcome().equals("answered");
        boolean outbound = truth.get().direction().equals("outbound") || internal;
        Seat main = outbound ? caller(play, session) : shown.get();
        records.add(record(play, main, outbound, live, answered, truth.get()));
        if (internal && !main.equals(shown.get())) {
            records.add(record(play, shown.get(), false, live, answered, truth.get()));
        }
        return records;
    }

    private static Seat caller(Play play, String session) {
        return play.script.seats().values().stream()
                .filter(seat -> seat.session().equals(session) && seat.isPerson())
                .findFirst()
                .orElseThrow();
    }

    /** The person's party that a record names: who is up, else who rings; empty while the call is still routed. */
    private static Optional<Seat> shown(Play play, String session, long seen) {
        Optional<Seat> best = Optional.empty();
        boolean up = false;
        for (int i = 0; i < play.at.length && play.at[i] <= seen; i++) {
            Step step = play.script.steps().get(i);
            Optional<Seat> seat = step.seat()
                    .map(play::seat)
                    .filter(who -> who.isPerson()
                            && who.session().equals(session)
                            && !step.more().getOrDefault("reason", "").equals("Supervising"));
            boolean rings = List.of("Proceeding", "VoiceMail", "FaxReceive").contains(step.code());
            boolean talks =
                    step.code().equals("Answered") && !seat.filter(Seat::calls).isPresent();
            boolean calls = seat.filter(Seat::calls).isPresent();
            if (seat.isPresent() && ((talks && !up) || (best.isEmpty() && (rings || calls)))) {
                best = seat;
                up = talks;
            }
        }
        return best;
    }

    /** Whether two ends have talked by then. */
    private static boolean answered(Play play, String session, long seen) {
        for (int i = 0; i < play.at.length && play.at[i] <= seen; i++) {
            Step step = play.script.steps().get(i);
            boolean up = step.seat().isPresent()
                    && Script.stateOf(step.code())
                            .filter(LegState.CONNECTED::equals)
                            .isPresent();
            if (up
                    && step.marks().values().stream()
                            .anyMatch(mark -> mark.name().equals("TALKING"))
                    && step.marks().keySet().stream()
                            .map(play.script::callOf)
                            .anyMatch(call -> call.equals(play.script.callOf(session)))) {
                return true;
            }
        }
        return false;
    }

    private String record(Play play, Seat seat, boolean outbound, boolean live, boolean answered, Claim truth) {
        String session = seat.session();
        StringBuilder out = new StringBuilder(500);
        String id = "L" + play.index + session + seat.number() + (live ? "M" : "Q");
        String extension = play.extension(seat);
        long start = play.startOf(session) / 1_000 * 1_000;
        out.append("{\"uri\":\"https://platform.ringcentral.com/restapi/v1.0/account/")
                .append(Wire.ACCOUNT)
                .append("/extension/")
                .append(extension)
                .append("/call-log/")
                .append(id)
                .append("\",\"id\":\"")
                .append(id)
                .append("\",\"sessionId\":\"")
                .append(play.sessionId(session))
                .append("\",\"telephonySessionId\":\"")
                .append(play.telephonySession(session))
                .append("\",\"startTime\":\"")
                .append(world.wire.time(start))
                .append("\",\"type\":\"")
                .append(truth.outcome().equals("fax") ? "Fax" : "Voice")
                .append("\",\"direction\":\"")
                .append(outbound ? "Outbound" : "Inbound")
                .append("\",\"action\":\"")
                .append(play.script.origin().equals("RingOut") ? "RingOut Web" : "Phone Call")
                .append("\",\"result\":\"")
                .append(live ? "In Progress" : Results.of(truth, outbound))
                .append('"');
        if (!live) {
            long ms = play.endOf(session) - play.startOf(session);
            out.append(",\"duration\":")
                    .append(ms / 1_000)
                    .append(",\"durationMs\":")
                    .append(ms);
        }
        if (answered) {
            out.append(",\"reason\":\"Accepted\"");
        }
        out.append(",\"from\":{\"phoneNumber\":\"").append(play.from(seat));
        out.append("\"},\"to\":{\"phoneNumber\":\"").append(play.to(seat));
        out.append("\"},\"extension\":{\"id\":").append(extension).append("}}");
        return out.toString();
    }
}
