/** Tests of the metrics as Prometheus reads them. */
package io.switchhook.metric.prometheus;
