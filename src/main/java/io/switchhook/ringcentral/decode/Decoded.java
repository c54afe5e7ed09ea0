package io.switchhook.ringcentral.decode;

import io.switchhook.call.Evidence;
import java.util.List;

/** What became of some bytes: evidence, nothing of interest, or a complaint. Decoding never fails otherwise. */
public sealed interface Decoded {
    /**
     * They were evidence.
     *
     * @param evidence what they say
     * @param notes what was left out or filled in, in stable words for counting ({@code unknown status.code Tds}); empty
     *     nearly always; each word once, at most sixteen
     */
    record Understood(Evidence evidence, List<String> notes) implements Decoded {
        /** Copies the notes. */
        public Understood {
            notes = List.copyOf(notes);
        }
    }

    /**
     * They were a notification that says nothing about calls.
     *
     * @param what which, in a stable word: {@code message-store}, {@code line-presence}, {@code voicemail}, …
     */
    record Ignored(String what) implements Decoded {}

    /**
     * They could not be used.
     *
     * @param kind a stable short word for counting: {@code oversize}, {@code not-json}, {@code too-deep},
     *     {@code not-object}, {@code no-event}, {@code no-body}, {@code no-records}, {@code session-without-id},
     *     {@code presence-without-extension}, {@code gap-without-times}, {@code unknown-kind}
     * @param why for a person; quotes nothing from the bytes
     */
    record Malformed(String kind, String why) implements Decoded {}
}
