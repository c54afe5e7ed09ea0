package io.switchhook.cli;

import io.switchhook.http.Readiness;
import io.switchhook.metric.Metric;
import io.switchhook.metric.prometheus.PrometheusMeter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** The metrics, at the door. */
final class MetricsRoute {
    private final PrometheusMeter meter;
    private final Supplier<Readiness> readiness;

    MetricsRoute(PrometheusMeter meter, Supplier<Readiness> readiness) {
        this.meter = meter;
        this.readiness = readiness;
    }

    void mount(Router router) {
        router.get("/metrics").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        meter.set(Metric.READY, readiness.get().ready() ? 1 : 0);
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, PrometheusMeter.CONTENT_TYPE)
                .end(Buffer.buffer(meter.text()));
    }
}
