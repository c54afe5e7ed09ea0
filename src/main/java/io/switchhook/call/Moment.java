package io.switchhook.call;

import java.time.Instant;

/**
 * One step of a history.
 *
 * @param state the state entered
 * @param at when, by the evidence
 * @param certainty how we know
 * @param <S> call states or leg states
 */
public record Moment<S>(S state, Instant at, Certainty certainty) {}
