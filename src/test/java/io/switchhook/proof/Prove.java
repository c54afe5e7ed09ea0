package io.switchhook.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proves from a command line: {@code scripts/prove --help} tells the options. */
final class Prove {
    /** The seed of every run that names none. */
    static final long SEED = 20_261_121L;

    /** Of a hundred calls, how many go through each weather: more through the worse ones. */
    static final Map<String, Integer> SHARES =
            Map.of("calm", 4, "rough", 22, "displaced", 14, "late", 10, "polled", 12, "lossy", 26, "outage", 12);

    private final List<String> arguments;

    private Prove(List<String> arguments) {
        this.arguments = arguments;
    }

    /**
     * Runs the proof.
     *
     * @param arguments options as {@code scripts/prove --help} tells
     */
    public static void main(String[] arguments) {
        System.exit(new Prove(List.of(arguments)).run());
    }

    private int run() {
        long calls = Long.parseLong(option("--calls").orElse("1000000"));
        long seed = Long.parseLong(option("--seed").orElse(Long.toString(SEED)));
        int show = Integer.parseInt(option("--show").orElse("1"));
        Optional<Script> kind = option("--kind").map(ScriptBook::named);
        List<View> views = new ArrayList<>(List.of(View.values()));
        option("--view").ifPresent(name -> views.removeIf(view -> view != View.valueOf(name.toUpperCase(Locale.ROOT))));
        List<Weather> weathers =
                option("--weather").map(Weather::named).map(List::of).orElse(Weather.ALL);
        System.out.println("seed " + seed + ", " + calls + " calls, " + views + ", "
                + weathers.stream().map(Weather::name).toList());
        Bar bar = new Bar();
        int shares = weathers.stream()
                .mapToInt(weather -> SHARES.get(weather.name()))
                .sum();
        for (View view : views) {
            for (Weather weather : weathers) {
                long part = calls * SHARES.get(weather.name()) / shares / views.size();
                long begin = System.nanoTime();
                Figures figures = new Trial(view, weather, kind, show, System.out).run(part, seed);
                System.out.printf("%n%s %s, %d calls, %d ms%n", view, weather.name(), figures.calls(), millis(begin));
                System.out.print(figures.table());
                bar.judge(view, weather, figures);
            }
        }
        bar.used().forEach((line, cells) -> System.out.println("known: " + line + " (" + cells + ")"));
        bar.failures().forEach(line -> System.out.println("NOT REACHED: " + line));
        return bar.failures().isEmpty() ? 0 : 1;
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private Optional<String> option(String name) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }
}
