/** The metrics as Prometheus reads them. The only room that knows its library. */
package io.switchhook.metric.prometheus;
