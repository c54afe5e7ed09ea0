package io.switchhook.bench;

import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/** The measurements that want one long run rather than JMH's many short ones; each prints what it found. */
public final class Bench {
    private static final PrintStream OUT = System.out;
    private static final int BATCH = 9_000;

    private Bench() {}

    /**
     * Runs one measurement.
     *
     * @param args its name, then its arguments
     */
    public static void main(String[] args) {
        long number = args.length > 1 ? Long.parseLong(args[1]) : 0;
        switch (args[0]) {
            case "memory" -> memory((int) Math.max(number, 100_000));
            case "growth" -> growth();
            case "day" -> day(number == 0 ? 4_500_000 : number);
            default -> throw new IllegalArgumentException("Expected memory, growth or day, but it is " + args[0]);
        }
    }

    private static int sunk;

    private interface Work {
        int run();
    }

    /** Processor time of this thread for each notification of a batch: other work of the machine does not count. */
    private static double timed(Work work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        sunk = work.run();
        return (threads.getCurrentThreadCpuTime() - from) / 1000.0 / BATCH;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void memory(int calls) {
        for (Form form : Form.values()) {
            Rules rules = new Rules();
            rules.take(new Workload(form, 1).write(calls, 0), 0);
            long before = usedBytes();
            open(form, rules, calls);
            long after = usedBytes();
            print(
                    "%s: %d open two-leg calls, %d bytes each with their strings",
                    form, rules.size() - 1, (after - before) / calls);
        }
    }

    /** Each call talks: five notifications of two legs. They open within a second, so that none waits long. */
    private static void open(Form form, Rules rules, int calls) {
        Workload workload = new Workload(form, 0);
        for (int call = 0; call < calls; call++) {
            for (int step = 0; step < Workload.OPEN_STEPS; step++) {
                byte[] body = workload.write(call, step);
                rules.take(body, workload.heardAt());
            }
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The cost of a notification while so many calls are open. */
    private static void growth() {
        for (int open : new int[] {1_000, 1_000, 10_000, 100_000, 1_000_000}) {
            Rules rules = new Rules();
            open(Form.LEAN, rules, open);
            usedBytes();
            Workload workload = new Workload(Form.LEAN, 20);
            Batch batch = new Batch(BATCH);
            double[] micros = new double[30];
            for (int round = 0; round < micros.length; round++) {
                for (int i = 0; i < BATCH; i++) {
                    int call = open + (round * BATCH + i) / Workload.STEPS;
                    batch.bodies[i] = workload.write(call, i % Workload.STEPS);
                    batch.heardAtMs[i] = workload.heardAt();
                }
                micros[round] = timed(() -> batch.through(rules));
            }
            print("%,d open calls: %.2f us for each notification", open, median(micros));
        }
    }

    /** All of a day in order of time; writing it is left out of the time. */
    private static void day(long notifications) {
        Workload workload = new Workload(Form.LEAN, 72);
        Batch batch = new Batch(BATCH);
        Rules rules = new Rules();
        long bytes = 0;
        long events = 0;
        double micros = 0;
        int most = 0;
        for (long done = 0; done < notifications; done += BATCH) {
            batch.fill(workload);
            bytes += batch.sizeBytes();
            micros += timed(() -> batch.through(rules)) * BATCH;
            events += sunk;
            most = Math.max(most, rules.size());
        }
        double collected = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collected += collector.getCollectionTime() / 1e3;
        }
        print(
                "%,d notifications, %,d bytes, %,d events, at most %,d calls remembered: %.1f s of processor time,"
                        + " and %.1f s for garbage",
                notifications, bytes, events, most, micros / 1e6, collected);
    }

    private static void print(String format, Object... values) {
        OUT.println(String.format(Locale.ROOT, format, values));
    }
}
