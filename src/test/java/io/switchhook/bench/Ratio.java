package io.switchhook.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The same bytes parsed, parsed into a map, decoded, and brought to events. A batch is one sample, long enough that writing
 * the next between samples does not disturb; of the samples the quickest counts, because other work of the machine only adds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xbatch", "-Xms1g", "-Xmx4g"})
public class Ratio {
    private static final int BATCH = 9_000;
    private static final long BETWEEN_CALLS_MS = 100;
    private static final PrintStream OUT = System.out;

    /** How much each notification says. */
    @Param({"FULL", "LEAN"})
    public String form;

    private final Batch batch = new Batch(BATCH);
    private final Parses parses = new Parses();
    private final Rules rules = new Rules();
    private Workload workload;

    /** A day begins. */
    @Setup(Level.Trial)
    public void begin() {
        workload = new Workload(Form.valueOf(form), BETWEEN_CALLS_MS);
    }

    /** The next notifications of the day. */
    @Setup(Level.Invocation)
    public void fill() {
        batch.fill(workload);
    }

    /** Every token, and nothing of it kept. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int parse() {
        int sum = 0;
        for (byte[] body : batch.bodies) {
            sum += Parses.bare(body);
        }
        return sum;
    }

    /** The states of legs kept in a map. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int parseAndMap() {
        int sum = 0;
        for (byte[] body : batch.bodies) {
            sum += parses.mapped(body);
        }
        return sum;
    }

    /** The decoder alone. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int decode() {
        int understood = 0;
        for (int i = 0; i < BATCH; i++) {
            understood += rules.read(batch.bodies[i], batch.heardAtMs[i]) ? 1 : 0;
        }
        return understood;
    }

    /** Decoder and rules. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int bytesToEvents() {
        return batch.through(rules);
    }

    /** Runs all, and prints what each takes beside the parse and the parse with its map. */
    public static void main(String[] args) throws RunnerException {
        Map<String, Double> micros = new LinkedHashMap<>();
        for (RunResult result :
                new Runner(new OptionsBuilder().include(Ratio.class.getName()).build()).run()) {
            String name = result.getPrimaryResult().getLabel();
            micros.put(
                    result.getParams().getParam("form") + " " + name,
                    result.getPrimaryResult().getStatistics().getMin());
        }
        for (Form form : Form.values()) {
            Batch batch = new Batch(BATCH);
            batch.fill(new Workload(form, BETWEEN_CALLS_MS));
            print("%s, %d bytes a notification", form, batch.sizeBytes() / BATCH);
            for (String name : new String[] {"parse", "parseAndMap", "decode", "bytesToEvents"}) {
                double own = micros.get(form + " " + name);
                print(
                        "  %-14s %6.2f us each, throughput %.2f of parse, %.2f of parse + map",
                        name, own, micros.get(form + " parse") / own, micros.get(form + " parseAndMap") / own);
            }
        }
    }

    private static void print(String line, Object... values) {
        OUT.println(String.format(Locale.ROOT, line, values));
    }
}
