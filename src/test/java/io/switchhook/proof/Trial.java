package io.switchhook.proof;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Many worlds of one view in one weather, on every processor; the same seeds give the same figures. */
final class Trial {
    /** Calls of a world of every kind, on average: twelve plays, of which some are two calls and one kind is eight. */
    private static final int CALLS_OF_A_WORLD = 14;

    private final View view;
    private final Weather weather;
    private final Optional<Script> kind;
    private final int show;
    private final PrintStream out;
    private final Map<String, Integer> shown = new TreeMap<>();

    /**
     * A trial.
     *
     * @param kind the only kind of its worlds, if any
     * @param show failures to shrink and print, of each kind
     */
    Trial(View view, Weather weather, Optional<Script> kind, int show, PrintStream out) {
        this.view = view;
        this.weather = weather;
        this.kind = kind;
        this.show = show;
        this.out = out;
    }

    Figures run(long calls, long seed) {
        long worlds = Math.max(1, calls / (kind.isPresent() ? World.PLAYS / 3 : CALLS_OF_A_WORLD));
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicLong next = new AtomicLong(seed);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Figures>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> part(next, seed + worlds)));
            }
            Figures all = new Figures();
            for (Future<Figures> part : parts) {
                all.add(part.get());
            }
            return all;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Expected a trial to end, but it broke off", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Figures part(AtomicLong next, long until) {
        Figures figures = new Figures();
        for (long seed = next.getAndIncrement(); seed < until; seed = next.getAndIncrement()) {
            World world = new World(seed, view, weather, kind);
            for (Verdict verdict : Judge.safely(world, world.heard)) {
                figures.add(verdict);
                boolean good = weather.isWhole() ? verdict.exact() : verdict.right() && verdict.states();
                if (!good) {
                    tell(world, verdict);
                }
            }
        }
        return figures;
    }

    private void tell(World world, Verdict verdict) {
        boolean tell;
        synchronized (shown) {
            tell = shown.merge(verdict.kind(), 1, Integer::sum) <= show;
        }
        if (tell) {
            String text = view + " " + weather.name() + " seed " + world.seed + " " + verdict.kind() + "\n  "
                    + String.join("\n  ", verdict.wrong()) + "\n  trace " + Shrinker.shrink(world, verdict);
            out.println(text);
        }
    }
}
