package io.switchhook.call.rules;

/**
 * One step of the rules under way.
 *
 * @param now the time, milliseconds of the epoch
 * @param decision what it comes to
 */
record Turn(long now, Decision decision) {}
