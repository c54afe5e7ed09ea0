package io.switchhook.bridge;

import io.switchhook.metric.Meter;
import io.switchhook.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was measured. */
final class Counts implements Meter {
    private final Map<String, Double> values = new ConcurrentHashMap<>();

    double of(String metric, String... labels) {
        return values.getOrDefault(metric + List.of(labels), 0.0);
    }

    private void add(Metric metric, double by, String... labels) {
        values.merge(metric.id() + List.of(labels), by, Double::sum);
    }

    @Override
    public void begin(Metric metric, String... labels) {
        add(metric, 0, labels);
    }

    @Override
    public void count(Metric metric, String... labels) {
        add(metric, 1, labels);
    }

    @Override
    public void set(Metric metric, double value, String... labels) {
        values.put(metric.id() + List.of(labels), value);
    }

    @Override
    public void observe(Metric metric, double value, String... labels) {
        add(metric, 1, labels);
    }
}
