package io.switchhook.replay;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stay of a member's value. Members that the table does not name are {@link #MASKED}. */
enum Treatment {
    /** An identifier of the platform: stays when it has an identifier's form. */
    ID,
    /** A word of the platform: stays when it is letters and a few digits. */
    WORD,
    /** A moment or an amount: stays. */
    AMOUNT,
    /** A telephone or extension number: another of the same form in its place. */
    NUMBER,
    /** The name of a person, a queue or a company. */
    NAME,
    /** An address of a resource: only account and extension stay. */
    ADDRESS,
    /** The resource of a notification: its path stays. */
    EVENT,
    /** A SIP tag: only the one that marks a monitored line stays (protocol.md 4.2.1). */
    TAG,
    /** Left out with all that is below. */
    REMOVED,
    /** Anything else: texts are replaced, and so are numbers long enough for a telephone number. */
    MASKED;

    /** The bounds of a stretch of time, which elsewhere may be ends of a call. */
    private static final Map<String, List<String>> MOMENTS =
            Map.of("gap", List.of("from", "to", "since", "until"), "callLog", List.of("since", "until"));

    /** Names of members by what is done with them; a name means the same wherever it stands, except in gaps. */
    private static final String TABLE = """
            ID       id uuid subscriptionId ownerId accountId extensionId telephonySessionId sessionId partyId legId
            ID       deviceId brandId messageId conversationId rcSessionId
            WORD     code reason direction telephonyStatus presenceStatus userStatus dndStatus meetingStatus
            WORD     terminationType type result action legType ringOutRole conferenceRole transport internalType
            WORD     extensionType srvLvl park status messageStatus readStatus availability priority eventType
            AMOUNT   sequence timestamp eventTime startTime creationTime lastModifiedTime lastUpdated requestedAt
            AMOUNT   duration durationMs totalActiveCalls page perPage totalPages totalElements pageStart pageEnd
            NUMBER   phoneNumber extensionNumber from to dialed dialedNumber callerId number
            NAME     name fromName toName value
            ADDRESS  uri
            EVENT    event
            TAG      toTag fromTag
            REMOVED  location subject attachments text alert vmTranscription coverPageText
            """;

    private static final Map<String, Treatment> BY_NAME = byName();

    private static Map<String, Treatment> byName() {
        Map<String, Treatment> table = new LinkedHashMap<>();
        TABLE.lines()
                .map(line -> line.split(" +"))
                .forEach(row -> Arrays.stream(row).skip(1).forEach(name -> table.put(name, valueOf(row[0]))));
        return table;
    }

    /**
     * What is done with a member's value.
     *
     * @param kind the kind of the trace line; the bounds of a gap and of a stretch of the call log are moments
     * @param name the member's name
     */
    static Treatment of(String kind, String name) {
        boolean moment = MOMENTS.getOrDefault(kind, List.of()).contains(name);
        return moment ? AMOUNT : BY_NAME.getOrDefault(name, MASKED);
    }
}
