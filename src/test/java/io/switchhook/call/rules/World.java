package io.switchhook.call.rules;

import io.switchhook.call.rules.TrueCall.Step;
import io.switchhook.call.rules.TrueCall.Who;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some true calls, and everything that the platform would report of them, as lines of evidence. */
final class World {
    final List<TrueCall> calls = new ArrayList<>();

    private final Random random;

    World(long seed) {
        random = chance(seed);
        Scenes scenes = new Scenes(random);
        boolean crowded = random.nextBoolean();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Scenes.Kind kind = Scenes.KINDS.get(random.nextInt(Scenes.KINDS.size()));
            int extensions = crowded ? 2 : Scenes.EXTENSIONS.size();
            int one = random.nextInt(extensions);
            int other = (one + 1 + random.nextInt(extensions - 1)) % extensions;
            long start = 1_000L + random.nextInt(15_000);
            calls.add(kind.of(scenes, start, Scenes.EXTENSIONS.get(one), Scenes.EXTENSIONS.get(other)));
        }
    }

    World(TrueCall only) {
        random = new Random(1);
        calls.add(only);
    }

    /** Neighbouring seeds of {@link Random} begin alike, so they are spread first. */
    static Random chance(long seed) {
        return new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    }

    /** What the account's telephony sessions report, each with the time at which it is heard when nothing is odd. */
    List<Report> sessions() {
        List<Report> reports = new ArrayList<>();
        for (TrueCall call : calls) {
            int[] numbers = {1, 1};
            for (Step step : call.steps) {
                if (step.state().isPresent()) {
                    Who who = call.parties.get(step.party());
                    numbers[who.session()]++;
                    reports.add(session(call, step, who, numbers[who.session()]));
                }
            }
        }
        return inOrder(reports);
    }

    private Report session(TrueCall call, Step step, Who who, int number) {
        boolean crossed = who.role().contains("Initiator");
        String ends = " from " + (crossed ? call.to : call.from) + " to " + (crossed ? call.from : call.to);
        String line = "session " + call.key + (who.session() == 0 ? "" : "b") + "/"
                + (call.numeric + who.session() * 1_000L) + " #" + number + " @" + step.at() + " p-" + call.key + "-"
                + step.party() + " " + who.way() + " " + who.extension() + " "
                + step.state().orElseThrow() + ends + step.more() + who.role()
                + (call.origin.equals("Call") ? "" : " origin " + call.origin);
        return new Report(step.at(), step.at() + 60 + random.nextInt(50), line);
    }

    /** What the extensions' presence reports. {@code named} is whether party ids are given. */
    List<Report> presence(boolean named) {
        boolean keyed = named || random.nextInt(3) > 0;
        boolean cut = random.nextInt(5) == 0;
        boolean restarts = random.nextInt(5) == 0;
        record Shown(TrueCall call, Step step) {}
        List<Shown> all = new ArrayList<>();
        for (TrueCall call : calls) {
            call.steps.stream()
                    .filter(step -> step.presence().isPresent())
                    .filter(step -> call.parties.get(step.party()).isInside())
                    .forEach(step -> all.add(new Shown(call, step)));
        }
        all.sort(Comparator.comparingLong(shown -> shown.step().at()));
        List<Report> reports = new ArrayList<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        Map<String, Long> last = new LinkedHashMap<>();
        Map<String, Map<String, String>> lists = new LinkedHashMap<>();
        for (Shown shown : all) {
            Who who = shown.call().parties.get(shown.step().party());
            String state = shown.step().presence().get();
            Map<String, String> list = lists.computeIfAbsent(who.extension(), key -> new LinkedHashMap<>());
            String leg = shown.call().key + "-" + shown.step().party();
            list.put(leg, listed(shown.call(), who, shown.step().party(), state, named, keyed));
            long number = counters.merge(who.extension(), 1L + random.nextInt(150), Long::sum);
            if (restarts
                    && shown.step().at()
                                    - last.getOrDefault(
                                            who.extension(), shown.step().at())
                            > 35_000) {
                number = 1L + random.nextInt(3);
                counters.put(who.extension(), number);
            }
            last.put(who.extension(), shown.step().at());
            long sent = shown.step().at() + 90;
            boolean whole = !cut || random.nextBoolean();
            String line = "presence " + who.extension() + " #" + number + " @" + sent + (whole ? "" : " of 9") + " : "
                    + String.join(" ; ", list.values());
            reports.add(new Report(sent, sent + 10 + random.nextInt(40), line));
            if (state.endsWith("last")) {
                list.remove(leg);
            }
        }
        return inOrder(reports);
    }

    private static String listed(TrueCall call, Who who, int party, String state, boolean named, boolean keyed) {
        boolean crossed = who.role().contains("Initiator");
        int space = state.indexOf(' ');
        String word = space < 0 ? state : state.substring(0, space);
        String key = keyed ? call.key + (who.session() == 0 ? "" : "b") : "-";
        return key + "/" + (call.numeric + who.session() * 1_000L) + " " + who.way() + " " + word + " from "
                + (crossed ? call.to : call.from) + " to "
                + (crossed ? call.from : call.to) + (named ? " party p-" + call.key + "-" + party : "")
                + (space < 0 ? "" : state.substring(space));
    }

    static List<Report> inOrder(List<Report> reports) {
        List<Report> sorted = new ArrayList<>(reports);
        sorted.sort(Comparator.comparingLong(Report::heardMs));
        return sorted;
    }

    /** One report: when it was made, when it is heard, and its line. */
    record Report(long sentMs, long heardMs, String line) {
        Report heardAt(long ms) {
            return new Report(sentMs, ms, line);
        }

        @Override
        public String toString() {
            return heardMs + "ms " + line;
        }
    }
}
