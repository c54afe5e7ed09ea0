package io.switchhook.ringcentral.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one rate group stands, for status pages.
 *
 * @param group the group
 * @param limit requests a window, as told by the platform or by default
 * @param window the sliding window
 * @param remaining requests that may be sent now
 * @param waiting our own requests in the queue
 * @param penaltyUntil when sending resumes after a 429 (UTC); empty when there is no penalty
 */
public record QuotaState(
        RateGroup group, int limit, Duration window, int remaining, int waiting, Optional<Instant> penaltyUntil) {}
