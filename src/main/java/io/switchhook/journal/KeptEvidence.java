package io.switchhook.journal;

import java.time.Instant;

/**
 * One input as it came: the same three things as a line of a trace (product.md 5).
 *
 * @param kind {@code notification}, {@code activeCalls}, {@code presence}, {@code callLog}, {@code session}, {@code gap}
 * @param via the feed or look that heard it
 * @param at when it was heard, our clock
 * @param body its JSON, or whatever came in its place
 */
public record KeptEvidence(String kind, String via, Instant at, byte[] body) {}
