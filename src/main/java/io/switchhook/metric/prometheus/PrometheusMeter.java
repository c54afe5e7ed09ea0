package io.switchhook.metric.prometheus;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.switchhook.metric.Meter;
import io.switchhook.metric.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** Keeps every metric in memory, and writes them as Prometheus reads them. */
public final class PrometheusMeter implements Meter {
    /** What the text is, for the header {@code Content-Type}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    /**
     * Bounds of the buckets, seconds: the promise of 50 ms (complaints.md E5) lies on one, as does the usual wait for
     * missing evidence of 1.5 s.
     */
    private static final double[] BUCKETS_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Map<Metric, Limited> counters = new EnumMap<>(Metric.class);
    private final Map<Metric, Gauge> gauges = new EnumMap<>(Metric.class);
    private final Map<Metric, Histogram> histograms = new EnumMap<>(Metric.class);

    /**
     * Metrics without values.
     *
     * @param version what runs, for {@link Metric#BUILD}
     */
    public PrometheusMeter(String version) {
        for (Metric metric : Metric.values()) {
            register(metric);
        }
        Info.builder()
                .name(Metric.BUILD.id())
                .help(Metric.BUILD.help())
                .labelNames(labels(Metric.BUILD))
                .register(registry)
                .setLabelValues(version);
    }

    private void register(Metric metric) {
        if (metric == Metric.BUILD) {
            return;
        }
        switch (metric.type()) {
            case COUNTER -> counters.put(metric, counter(metric));
            case GAUGE -> gauges.put(metric, gauge(metric));
            case HISTOGRAM -> histograms.put(metric, histogram(metric));
        }
    }

    private Limited counter(Metric metric) {
        Counter counter = Counter.builder()
                .name(metric.id())
                .help(metric.help())
                .labelNames(labels(metric))
                .withoutExemplars()
                .register(registry);
        return new Limited(counter, new SeriesLimit());
    }

    private Gauge gauge(Metric metric) {
        return Gauge.builder()
                .name(metric.id())
                .help(metric.help())
                .labelNames(labels(metric))
                .withoutExemplars()
                .register(registry);
    }

    private Histogram histogram(Metric metric) {
        return Histogram.builder()
                .name(metric.id())
                .help(metric.help())
                .labelNames(labels(metric))
                .classicOnly()
                .classicUpperBounds(BUCKETS_SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    private static String[] labels(Metric metric) {
        return metric.labels().toArray(String[]::new);
    }

    @Override
    public void begin(Metric metric, String... labels) {
        if (metric.type() == Metric.Type.HISTOGRAM) {
            histograms.get(metric).initLabelValues(labels);
        } else {
            counters.get(metric).of(labels).inc(0);
        }
    }

    @Override
    public void count(Metric metric, String... labels) {
        counters.get(metric).of(labels).inc();
    }

    @Override
    public void set(Metric metric, double value, String... labels) {
        gauges.get(metric).labelValues(labels).set(value);
    }

    @Override
    public void observe(Metric metric, double value, String... labels) {
        histograms.get(metric).labelValues(labels).observe(value);
    }

    /**
     * Every metric that has a value, in the text format 0.0.4.
     *
     * @return the text, in UTF-8
     */
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(8_192);
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory, but it failed", e);
        }
        return text.toByteArray();
    }

    /** A counter that cannot grow without bound. */
    private record Limited(Counter counter, SeriesLimit limit) {
        CounterDataPoint of(String... labels) {
            return counter.labelValues(limit.admit(labels));
        }
    }
}
