package io.switchhook.config;

import java.time.Duration;

/**
 * When the daemon looks for itself instead of waiting to be told.
 *
 * @param activeCalls time between two looks at the active calls; {@code reconcile.activeCalls}, 100 s, from 1 s to
 *     1 h. Ended calls stay listed for about 120 s, so that slower looks miss some (product.md 3)
 * @param callLogAfter time from a call's end to the look for its call-log record; {@code reconcile.callLogAfter},
 *     30 s, from 0 to 1 h; chosen, because the platform writes the log some seconds after the end
 * @param callLogDeadline time from a call's end until it is completed without its call-log record, when complete looks
 *     lacked it; {@code reconcile.callLogDeadline}, 10 min, from 1 s to 1 h; chosen, twenty times what the log is late
 */
public record ReconcileSettings(Duration activeCalls, Duration callLogAfter, Duration callLogDeadline) {}
