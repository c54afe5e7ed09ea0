package io.switchhook.config;

import java.time.Duration;

/**
 * How patient the daemon is with notifications that overtake or repeat each other.
 *
 * @param gapWait longest that a report waits for its predecessor; {@code ordering.gapWait}, 1500 ms, from 0 to 60 s.
 *     Shorter pops screens sooner, longer survives slower feeds. Source: 14-113 ms from event to sending in
 *     29 recorded events (protocol.md 4.3.2); thirteen times that
 * @param endGrace how long an ended call waits for a last word before its end is told; {@code ordering.endGrace},
 *     1500 ms, from 0 to 60 s; chosen to equal {@code gapWait}, because both wait for the same kind of straggler
 * @param linger how long an ended call is remembered; {@code ordering.linger}, 10 min, from 1 min to 24 h. A repeat
 *     later than this would be told as a new call. Never shorter than the waits, so that no call is forgotten in one
 */
public record OrderingSettings(Duration gapWait, Duration endGrace, Duration linger) {}
