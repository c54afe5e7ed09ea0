package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The names of members that are looked at, told from their bytes without making a text of them. */
enum Member {
    ACCOUNT_ID("accountId"),
    ACTION("action"),
    ACTIVE("active"),
    ACTIVE_CALLS("activeCalls"),
    ADDITIONAL("additional"),
    APS("aps"),
    BODY("body"),
    CODE("code"),
    COMPLETE("complete"),
    CONTENT_URI("contentUri"),
    DIRECTION("direction"),
    DURATION("duration"),
    DURATION_MS("durationMs"),
    EVENT("event"),
    EVENT_TIME("eventTime"),
    EXISTS("exists"),
    EXTENSION("extension"),
    EXTENSION_ID("extensionId"),
    EXTENSION_NUMBER("extensionNumber"),
    FROM("from"),
    FROM_NAME("fromName"),
    ID("id"),
    LEG_TYPE("legType"),
    LEGS("legs"),
    MASTER("master"),
    MESSAGE("message"),
    NAME("name"),
    ON_BEHALF_OF("onBehalfOf"),
    ORIGIN("origin"),
    PARK("park"),
    PARK_DATA("parkData"),
    PARTIES("parties"),
    PARTY_ID("partyId"),
    PEER_ID("peerId"),
    PHONE_NUMBER("phoneNumber"),
    PN_APNS("pn_apns"),
    PRIMARY("primary"),
    QUEUE_CALL("queueCall"),
    REASON("reason"),
    RECORDING("recording"),
    RECORDINGS("recordings"),
    RECORDS("records"),
    REQUESTED_AT("requestedAt"),
    RESULT("result"),
    RING_ME_ROLE("ringMeRole"),
    RING_OUT_ROLE("ringOutRole"),
    SEQUENCE("sequence"),
    SESSION_ID("sessionId"),
    SHORT_RECORDING("shortRecording"),
    SINCE("since"),
    SIP_DATA("sipData"),
    START_TIME("startTime"),
    STATUS("status"),
    SUBSCRIPTION_ID("subscriptionId"),
    TELEPHONY_SESSION_ID("telephonySessionId"),
    TELEPHONY_STATUS("telephonyStatus"),
    TERMINATION_TYPE("terminationType"),
    TIMESTAMP("timestamp"),
    TO("to"),
    TO_NAME("toName"),
    TO_TAG("toTag"),
    TOTAL_ACTIVE_CALLS("totalActiveCalls"),
    TYPE("type"),
    UI_CALL_INFO("uiCallInfo"),
    UNTIL("until"),
    URI("uri"),
    UUID("uuid"),
    VALUE("value"),
    /** Any other. */
    OTHER("");

    /** Longest of the names, in bytes: three words. */
    private static final int LENGTH_MAX = 3 * Long.BYTES;

    /** Eight times as many places as names, so that most names stand in their own. */
    private static final int BITS = 9;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** Places of which each has the three words of a name; a name whose place is taken has the next free one. */
    private static final long[] WORDS = new long[4 << BITS];

    private static final Member[] MEMBERS = new Member[1 << BITS];

    static {
        for (Member member : values()) {
            if (member != OTHER) {
                byte[] name = member.wire.getBytes(UTF_8);
                enter(
                        member,
                        word(name, 0, name.length, 0),
                        word(name, 0, name.length, 1),
                        word(name, 0, name.length, 2));
            }
        }
    }

    private final String wire;

    Member(String wire) {
        this.wire = wire;
    }

    /** The member of that name. */
    static Member of(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** The member of the name in those bytes. */
    static Member of(byte[] text, int from, int to) {
        int length = to - from;
        if (length > LENGTH_MAX) {
            return OTHER;
        }
        long first = word(text, from, length, 0);
        long second = length > Long.BYTES ? word(text, from, length, 1) : 0;
        long third = length > 2 * Long.BYTES ? word(text, from, length, 2) : 0;
        int place = place(first, second, third);
        while (MEMBERS[place] != null) {
            int at = place << 2;
            if (WORDS[at] == first && WORDS[at + 1] == second && WORDS[at + 2] == third) {
                return MEMBERS[place];
            }
            place = next(place);
        }
        return OTHER;
    }

    private static long word(byte[] text, int from, int length, int number) {
        int begun = number * Long.BYTES;
        return length <= begun ? 0 : Words.at(text, from + begun, length - begun);
    }

    private static void enter(Member member, long first, long second, long third) {
        int place = place(first, second, third);
        while (MEMBERS[place] != null) {
            place = next(place);
        }
        MEMBERS[place] = member;
        WORDS[place << 2] = first;
        WORDS[(place << 2) + 1] = second;
        WORDS[(place << 2) + 2] = third;
    }

    private static int place(long first, long second, long third) {
        return (int) (((first ^ (second * 31) ^ (third * 961)) * MIX) >>> (Long.SIZE - BITS));
    }

    private static int next(int place) {
        return (place + 1) & ((1 << BITS) - 1);
    }
}
