package io.switchhook.connector;

import java.util.Optional;

/**
 * Something that belongs to a call and can be fetched.
 *
 * @param key names the call in the CRM
 * @param kind {@code recording}, {@code voicemail}, {@code fax} or {@code transcript}
 * @param id the platform's id
 * @param link where it is; the platform's token may be needed
 * @param contentType its media type, where known
 * @param earlier what was written of the call before
 */
public record Artifact(
        String key, String kind, String id, String link, Optional<String> contentType, Earlier earlier) {}
