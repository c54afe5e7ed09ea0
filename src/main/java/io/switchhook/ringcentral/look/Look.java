package io.switchhook.ringcentral.look;

import java.time.Instant;

/**
 * What one look saw.
 *
 * @param kind as in traces: {@code activeCalls}, {@code session}, {@code callLog}
 * @param via for the evidence: {@code active-calls}, {@code session-status}, {@code call-log}
 * @param at when the answer was complete, our clock
 * @param body the evidence's JSON as in traces (product.md 5)
 */
public record Look(String kind, String via, Instant at, byte[] body) {}
