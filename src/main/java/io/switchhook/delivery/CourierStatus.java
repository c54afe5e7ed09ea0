package io.switchhook.delivery;

import io.switchhook.connector.Description;
import io.switchhook.journal.Deliveries.Backlog;
import io.switchhook.journal.Deliveries.Pause;
import java.time.Instant;
import java.util.Optional;

/**
 * How a connector stands, for people.
 *
 * @param name its name
 * @param type its type
 * @param description what it is and can do
 * @param when how often a call is written
 * @param shadow whether it only shows what it would do
 * @param pause why it pauses
 * @param obstacle what stands in the way, in words; empty for nothing
 * @param backlog how much is before it
 * @param inFlight deliveries that are under way
 * @param tookAt when the CRM last took something, since the start of the process
 * @param lastError what went wrong last, unless something went right since
 */
public record CourierStatus(
        String name,
        String type,
        Description description,
        String when,
        boolean shadow,
        Optional<Pause> pause,
        String obstacle,
        Backlog backlog,
        int inFlight,
        Optional<Instant> tookAt,
        Optional<String> lastError) {}
