package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Small texts, written with single quotes, and what the decoder makes of them. */
final class Texts {
    static final Instant HEARD = Instant.parse("2026-03-04T09:15:31.500Z");

    static final String TELEPHONY = "/restapi/v1.0/account/100/extension/200/telephony/sessions";
    static final String PRESENCE = "/restapi/v1.0/account/100/extension/200/presence?detailedTelephonyState=true";

    private static final Decoder DECODER = new Decoder();

    private Texts() {}

    static Decoded decode(String kind, String text) {
        return DECODER.decode(kind, text.getBytes(StandardCharsets.UTF_8), "websocket", HEARD);
    }

    static Decoded decode(String kind, byte[] body) {
        return DECODER.decode(kind, body, "websocket", HEARD);
    }

    /** Single quotes stand for double ones. */
    static Decoded quoted(String kind, String text) {
        return decode(kind, text.replace('\'', '"'));
    }

    static Decoded notification(String event, String body) {
        return quoted(
                "notification",
                "{'uuid':'11','event':'" + event + "','timestamp':'2026-03-04T09:15:31.482Z',"
                        + "'subscriptionId':'sub-1','ownerId':'200','body':" + body + "}");
    }

    static <T extends Evidence> T evidence(Class<T> type, Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Understood.class);
        return type.cast(((Decoded.Understood) decoded).evidence());
    }

    static String malformed(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
        return ((Decoded.Malformed) decoded).kind();
    }
}
