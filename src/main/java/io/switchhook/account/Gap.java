package io.switchhook.account;

import io.switchhook.event.Notice.Fact;
import io.switchhook.event.Notice.Text;
import io.switchhook.event.Timestamps;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of time that a source may not have told.
 *
 * @param source the feed, or {@code restart}
 * @param from the last moment known to be covered
 * @param to when it was back
 * @param reason for a person
 */
record Gap(String source, Instant from, Instant to, String reason) {
    List<Fact> facts() {
        return List.of(
                new Text("from", Timestamps.text(from)),
                new Text("to", Timestamps.text(to)),
                new Text("reason", reason));
    }
}
