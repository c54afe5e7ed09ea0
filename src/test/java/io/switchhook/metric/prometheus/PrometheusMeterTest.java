package io.switchhook.metric.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.metric.Metric;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
class PrometheusMeterTest {
    private final PrometheusMeter meter = new PrometheusMeter("1.2.3");

    private List<String> lines() {
        return new String(meter.text(), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void a_series_that_was_begun_stands_at_nought_until_something_is_counted() {
        meter.begin(Metric.GAPS, "acme", "websocket");
        assertThat(lines()).contains("switchhook_source_gaps_total{account=\"acme\",source=\"websocket\"} 0.0");
        meter.count(Metric.GAPS, "acme", "websocket");
        meter.count(Metric.GAPS, "acme", "websocket");
        assertThat(lines())
                .contains(
                        "# TYPE switchhook_source_gaps_total counter",
                        "# HELP switchhook_source_gaps_total " + Metric.GAPS.help(),
                        "switchhook_source_gaps_total{account=\"acme\",source=\"websocket\"} 2.0");
    }

    @Test
    void a_gauge_shows_its_newest_value_and_the_version_is_one() {
        meter.set(Metric.SOURCE_UP, 1, "acme", "pubnub");
        meter.set(Metric.SOURCE_UP, 0, "acme", "pubnub");
        assertThat(lines())
                .contains(
                        "# TYPE switchhook_source_up gauge",
                        "switchhook_source_up{account=\"acme\",source=\"pubnub\"} 0.0",
                        "# TYPE switchhook_build_info gauge",
                        "switchhook_build_info{version=\"1.2.3\"} 1");
    }

    @Test
    void observations_are_counted_in_every_bucket_that_is_large_enough() {
        meter.begin(Metric.PUBLISH_LATENCY, "acme");
        assertThat(lines()).contains("switchhook_publish_latency_seconds_count{account=\"acme\"} 0");
        meter.observe(Metric.PUBLISH_LATENCY, 0.03, "acme");
        meter.observe(Metric.PUBLISH_LATENCY, 0.05, "acme");
        meter.observe(Metric.PUBLISH_LATENCY, 100, "acme");
        assertThat(lines())
                .contains(
                        "# TYPE switchhook_publish_latency_seconds histogram",
                        "switchhook_publish_latency_seconds_bucket{account=\"acme\",le=\"0.025\"} 0",
                        "switchhook_publish_latency_seconds_bucket{account=\"acme\",le=\"0.05\"} 2",
                        "switchhook_publish_latency_seconds_bucket{account=\"acme\",le=\"30.0\"} 2",
                        "switchhook_publish_latency_seconds_bucket{account=\"acme\",le=\"+Inf\"} 3",
                        "switchhook_publish_latency_seconds_count{account=\"acme\"} 3");
    }

    @Test
    void whatever_the_platform_sends_the_series_stay_few_and_nothing_is_lost() {
        int words = SeriesLimit.SERIES_MAX * 3;
        for (int i = 0; i < words; i++) {
            meter.count(Metric.UNMAPPED, "acme", "reason", "Word" + i);
        }
        meter.count(Metric.UNMAPPED, "other-account", "reason", "Word1");
        List<String> series = lines().stream()
                .filter(line -> line.startsWith("switchhook_unmapped_total{account=\"acme\""))
                .toList();
        assertThat(series).hasSize(SeriesLimit.SERIES_MAX + 1);
        assertThat(series)
                .contains("switchhook_unmapped_total{account=\"acme\",field=\"other\",value=\"other\"} "
                        + (double) (words - SeriesLimit.SERIES_MAX));
        assertThat(lines())
                .contains("switchhook_unmapped_total{account=\"other-account\",field=\"reason\",value=\"Word1\"} 1.0");
    }

    @Test
    void a_value_of_any_kind_stays_one_line() {
        for (String value : List.of("a\nb 1", "\"}\\", "", "x".repeat(100_000), "\u0000", "é 日本")) {
            meter.count(Metric.UNMAPPED, "acme", "reason", value);
        }
        assertThat(lines().stream().filter(line -> line.startsWith("switchhook_unmapped_total")))
                .allSatisfy(
                        line -> assertThat(line)
                                .hasSizeLessThan(200)
                                .matches(
                                        "switchhook_unmapped_total\\{account=\"acme\",field=\"reason\",value=\".*\"} [12]\\.0"));
    }

    @Test
    void names_tell_the_type_and_the_unit() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.id()).matches("switchhook_[a-z_]+");
            assertThat(metric.id().endsWith("_total")).as(metric.id()).isEqualTo(metric.type() == Metric.Type.COUNTER);
            assertThat(metric.type() != Metric.Type.HISTOGRAM || metric.id().endsWith("_seconds"))
                    .as(metric.id())
                    .isTrue();
            assertThat(metric.help()).endsWith(".");
        }
        assertThat(Arrays.stream(Metric.values()).map(Metric::id)).doesNotHaveDuplicates();
    }
}
