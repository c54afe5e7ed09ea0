package io.switchhook.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the call log has told of a call, and whether more is expected of it (protocol.md 6.2).
 *
 * @param unverified whether the call was completed although the call log never showed it within its time
 * @param awaiting whether the call log is still asked: for the call's record, or for a file that it announced
 * @param recordings recordings that can be fetched, in the order in which they became known
 * @param voicemail the message that the caller left
 */
public record Logged(boolean unverified, boolean awaiting, List<Recording> recordings, Optional<Voicemail> voicemail) {
    /** Nothing yet, and nothing expected. */
    public static final Logged NOTHING = new Logged(false, false, List.of(), Optional.empty());

    /** Copies the list. */
    public Logged {
        recordings = List.copyOf(recordings);
    }

    /**
     * A recording that can be fetched.
     *
     * @param id the platform's id; several records of a call may name the same recording
     * @param uri where its content is; the platform's token is needed to fetch it
     * @param contentType its media type, where known
     * @param duration how long it is, where known
     */
    public record Recording(String id, String uri, Optional<String> contentType, Optional<Duration> duration) {}

    /**
     * A message in a mailbox.
     *
     * @param id the message's id in the message store
     * @param uri where the message is
     */
    public record Voicemail(String id, String uri) {}
}
