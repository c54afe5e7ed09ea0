package io.switchhook.proof;

import java.util.List;
import java.util.Optional;

/** Proves from a command line: {@code scripts/prove --help} tells the options. */
final class Prove {
    private Prove() {}

    public static void main(String[] arguments) {
        long calls = Long.parseLong(option(arguments, "--calls", "20000"));
        long seed = Long.parseLong(option(arguments, "--seed", "20261121"));
        Optional<Script> kind = Optional.of(option(arguments, "--kind", ""))
                .filter(name -> !name.isEmpty())
                .map(ScriptBook::named);
        int show = Integer.parseInt(option(arguments, "--show", "1"));
        for (View view : View.values()) {
            for (Weather weather : Weather.ALL) {
                boolean wanted = option(arguments, "--view", view.name()).equalsIgnoreCase(view.name())
                        && option(arguments, "--weather", weather.name()).equals(weather.name());
                if (wanted) {
                    run(calls, seed, kind, view, weather, show);
                }
            }
        }
    }

    private static void run(long calls, long seed, Optional<Script> kind, View view, Weather weather, int show) {
        Figures figures = new Figures();
        java.util.Map<String, Integer> shown = new java.util.TreeMap<>();
        long begin = System.nanoTime();
        for (long i = seed; figures.calls() < calls; i++) {
            World world = new World(i, view, weather, kind);
            List<Verdict> verdicts = Judge.of(world, world.heard);
            for (Verdict verdict : verdicts) {
                figures.add(verdict);
                boolean bad = weather.isWhole() ? !verdict.exact() : !verdict.right() || !verdict.states();
                if (bad && shown.merge(verdict.kind(), 1, Integer::sum) <= show) {
                    System.out.println(view + " " + weather.name() + " seed " + i + " " + verdict.kind() + " "
                            + String.join("\n      ", verdict.wrong()) + "\n      "
                            + Shrinker.shrink(world, verdict));
                }
            }
        }
        System.out.println(view + " " + weather.name() + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        System.out.println(figures.table());
    }

    private static String option(String[] arguments, String name, String otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }
}
