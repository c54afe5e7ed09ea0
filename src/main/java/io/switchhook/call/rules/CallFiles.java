package io.switchhook.call.rules;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallRecord;
import io.switchhook.call.CallRecord.Message;
import io.switchhook.call.CallRecord.RecordLeg;
import io.switchhook.call.CallRecord.Recording;
import io.switchhook.call.Logged;
import io.switchhook.call.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The recordings and the message of one call: which can be had, which are still to come, and which were told. */
final class CallFiles {
    private final CallTrack track;
    private final List<Logged.Recording> recordings = new ArrayList<>(0);
    private Optional<Logged.Voicemail> voicemail = Optional.empty();
    private boolean awaiting;
    private int told;
    private boolean voicemailTold;

    CallFiles(CallTrack track) {
        this.track = track;
    }

    /** Looks through the records of the call, all of them. */
    void learn(List<CallRecord> records) {
        awaiting = false;
        for (CallRecord record : records) {
            CallRecord.Details details = record.details();
            details.message().filter(CallFiles::isVoicemail).ifPresent(this::learn);
            if (details.shortRecording()) {
                continue;
            }
            details.recording().ifPresent(recording -> learn(recording, record.duration()));
            for (RecordLeg leg : details.legs()) {
                leg.recording().ifPresent(recording -> learn(recording, leg.duration()));
            }
        }
        boolean left = records.stream().anyMatch(CallFiles::isMailbox);
        awaiting |= left && voicemail.isEmpty();
        boolean tooShort = records.stream().anyMatch(record -> record.details().shortRecording());
        awaiting |= !tooShort && recordings.isEmpty() && wasRecorded();
    }

    /** Whether a party of the call was recorded, by its session's own word. */
    private boolean wasRecorded() {
        return track.story().legs().stream().anyMatch(leg -> !leg.recordings.isEmpty());
    }

    private void learn(Message message) {
        if (voicemail.isEmpty() && message.uri().isPresent()) {
            voicemail =
                    Optional.of(new Logged.Voicemail(message.id(), message.uri().get()));
        }
    }

    /** A record and its legs name the same recording; without an address it is announced, but cannot be had yet. */
    private void learn(Recording recording, Optional<Duration> length) {
        boolean known = recordings.stream().anyMatch(one -> one.id().equals(recording.id()));
        if (!known && recording.contentUri().isPresent()) {
            recordings.add(
                    new Logged.Recording(recording.id(), recording.contentUri().get(), Optional.empty(), length));
        }
        awaiting |= !known && recording.contentUri().isEmpty();
    }

    private static boolean isVoicemail(Message message) {
        return message.type().toLowerCase(Locale.ROOT).equals("voicemail");
    }

    private static boolean isMailbox(CallRecord record) {
        return record.result().filter("Voicemail"::equals).isPresent();
    }

    /** Tells of each file once. */
    void tell(Provenance from, Turn turn) {
        for (; told < recordings.size(); told++) {
            track.teller().announce(CallEventType.RECORDING_AVAILABLE, track.story(), from, turn.decision());
        }
        if (voicemail.isPresent() && !voicemailTold) {
            voicemailTold = true;
            track.teller().announce(CallEventType.VOICEMAIL_AVAILABLE, track.story(), from, turn.decision());
        }
    }

    boolean isAwaiting() {
        return awaiting;
    }

    List<Logged.Recording> recordings() {
        return recordings;
    }

    Optional<Logged.Voicemail> voicemail() {
        return voicemail;
    }
}
