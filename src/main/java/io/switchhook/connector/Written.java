package io.switchhook.connector;

import java.util.Optional;

/**
 * What became of a write. It is kept, and comes back as {@link Earlier} with the next write of the same call.
 *
 * @param recordId the CRM's id of the record; whatever the connector needs to find it again
 * @param url where a person sees it
 * @param textHash a mark of the text that was written, to find out later whether a person edited it
 */
public record Written(Optional<String> recordId, Optional<String> url, Optional<String> textHash) {
    /** Written, and there is nothing to remember. */
    public static final Written NOTHING = new Written(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Written as a record.
     *
     * @param recordId the CRM's id
     * @return the result
     */
    public static Written record(String recordId) {
        return new Written(Optional.of(recordId), Optional.empty(), Optional.empty());
    }

    /**
     * The same, with the place where a person sees it.
     *
     * @param place the address
     * @return the result
     */
    public Written at(String place) {
        return new Written(recordId, Optional.of(place), textHash);
    }

    /**
     * The same, with a mark of the text.
     *
     * @param hash the mark
     * @return the result
     */
    public Written hashed(String hash) {
        return new Written(recordId, url, Optional.of(hash));
    }
}
