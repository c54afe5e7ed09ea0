package io.switchhook.delivery;

/**
 * What a connector is given once more.
 *
 * @param events how many events that it takes were found; one that is given the newest picture gets one for each call
 * @param calls how many calls they belong to, counted to 100,000
 * @param more whether there are more calls than that
 */
public record Replayed(long events, long calls, boolean more) {}
