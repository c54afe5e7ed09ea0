package io.switchhook.connector;

import java.util.Optional;

/**
 * What was written of a call before, as kept by the daemon.
 *
 * @param recordId the CRM's id of the record, as the connector gave it back
 * @param url where a person sees it
 * @param reached the furthest of the first four stages that was written
 * @param uncertain whether a request went out before of which nobody knows what became of it, because the daemon died or no
 *     proper answer came: look for the key in the CRM before creating a record
 * @param textHash what the connector said of the text that it wrote, to find out whether a person edited it since
 */
public record Earlier(
        Optional<String> recordId,
        Optional<String> url,
        Optional<Stage> reached,
        boolean uncertain,
        Optional<String> textHash) {
    /** Nothing was written, and nothing was tried. */
    public static final Earlier NOTHING =
            new Earlier(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
}
