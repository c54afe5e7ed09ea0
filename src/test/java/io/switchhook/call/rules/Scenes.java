package io.switchhook.call.rules;

import static io.switchhook.call.LegState.ALERTING;
import static io.switchhook.call.LegState.CONNECTED;
import static io.switchhook.call.LegState.ENDED;
import static io.switchhook.call.LegState.HELD;
import static io.switchhook.call.LegState.INITIATED;
import static io.switchhook.call.LegState.PARKED;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Every kind of call that the rules must tell, with chance in its times. */
final class Scenes {
    /** Extensions that a world has. */
    static final List<String> EXTENSIONS = List.of("101", "102", "103", "104", "105", "106");

    private static final String MENU = "190";

    private final Random random;
    private int made;

    Scenes(Random random) {
        this.random = random;
    }

    interface Kind {
        TrueCall of(Scenes scenes, long start, String extension, String other);
    }

    static final List<Kind> KINDS = List.of(
            Scenes::answered,
            Scenes::missed,
            Scenes::heldByCallee,
            Scenes::outbound,
            Scenes::outboundUnanswered,
            Scenes::internal,
            Scenes::ringGroup,
            Scenes::menu,
            Scenes::abandoned,
            Scenes::voicemail,
            Scenes::blindTransfer,
            Scenes::ringOut,
            Scenes::ringOutInOneSession,
            Scenes::ringOutUnanswered,
            Scenes::transitional,
            Scenes::toOneself,
            Scenes::parked,
            Scenes::heldOnTheDevice,
            Scenes::queued);

    private TrueCall call(String name, long start) {
        made++;
        return new TrueCall(name, made, start, random).ends("+1415555" + (1000 + made), "+12055550100");
    }

    private TrueCall inbound(String name, long start, String ext) {
        return call(name, start)
                .party(1, "out", "outside")
                .party(2, "in", ext)
                .say(1, INITIATED)
                .after(5, 60)
                .say(2, INITIATED)
                .after(30, 100)
                .say(1, CONNECTED)
                .after(1, 60)
                .say(2, ALERTING)
                .after(2_000, 20_000);
    }

    TrueCall answered(long start, String ext, String other) {
        return inbound("answered", start, ext)
                .say(2, CONNECTED)
                .after(3_500, 40_000)
                .say(2, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    TrueCall missed(long start, String ext, String other) {
        return inbound("missed", start, ext)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("INBOUND MISSED -", "INBOUND MISSED -");
    }

    TrueCall heldByCallee(long start, String ext, String other) {
        return inbound("held", start, ext)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, HELD)
                .after(1_000, 9_000)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    private TrueCall dials(String name, long start, String ext) {
        return call(name, start)
                .ends(ext, "+1212555" + (1000 + made))
                .party(1, "out", ext)
                .party(2, "in", "outside")
                .say(1, INITIATED)
                .after(200, 900)
                .say(2, ALERTING)
                .after(1, 40)
                .say(1, ALERTING)
                .after(2_000, 20_000);
    }

    TrueCall outbound(long start, String ext, String other) {
        return dials("outbound", start, ext)
                .say(2, CONNECTED)
                .after(1, 30)
                .say(1, CONNECTED)
                .after(4_000, 9_000)
                .say(1, HELD)
                .after(1_000, 9_000)
                .say(1, CONNECTED)
                .after(4_000, 9_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("OUTBOUND ANSWERED -", "OUTBOUND ANSWERED -");
    }

    TrueCall outboundUnanswered(long start, String ext, String other) {
        return dials("outbound-unanswered", start, ext)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("OUTBOUND CANCELED -", "OUTBOUND CANCELED -");
    }

    TrueCall internal(long start, String ext, String other) {
        return call("internal", start)
                .ends(ext, other)
                .party(1, "out", ext)
                .party(2, "in", other)
                .say(1, INITIATED)
                .after(30, 90)
                .say(2, INITIATED)
                .after(30, 90)
                .say(1, CONNECTED, "", Optional.empty())
                .after(10, 40)
                .say(2, ALERTING)
                .after(3_500, 20_000)
                .say(2, CONNECTED)
                .device(1, "CONNECTED")
                .after(4_000, 9_000)
                .say(1, HELD)
                .after(4_000, 9_000)
                .say(2, HELD)
                .after(4_000, 9_000)
                .say(1, CONNECTED)
                .after(4_000, 9_000)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("INTERNAL ANSWERED " + other, "INTERNAL ANSWERED " + other);
    }

    TrueCall ringGroup(long start, String ext, String other) {
        return call("ring-group", start)
                .party(1, "out", "outside")
                .party(2, "in", ext)
                .party(3, "in", other)
                .say(1, INITIATED)
                .after(30, 90)
                .say(1, CONNECTED)
                .after(30, 90)
                .say(2, ALERTING)
                .after(1, 9)
                .say(3, ALERTING)
                .after(2_000, 20_000)
                .say(3, CONNECTED)
                .after(10, 90)
                .say(2, ENDED, " reason AgentAnswered")
                .after(4_000, 9_000)
                .say(3, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + other, "INBOUND ANSWERED " + other);
    }

    private TrueCall menuCall(String name, long start) {
        return call(name, start)
                .party(1, "out", "outside")
                .party(2, "in", MENU)
                .say(1, INITIATED)
                .after(5, 60)
                .say(2, INITIATED, "", Optional.empty())
                .after(30, 100)
                .say(1, CONNECTED)
                .after(5_000, 15_000);
    }

    TrueCall menu(long start, String ext, String other) {
        return menuCall("menu", start)
                .party(3, "in", ext)
                .say(2, ENDED, "", Optional.empty())
                .say(3, INITIATED)
                .after(20, 40)
                .say(3, ALERTING)
                .after(2_000, 20_000)
                .say(3, CONNECTED)
                .after(4_000, 9_000)
                .say(3, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    TrueCall abandoned(long start, String ext, String other) {
        return menuCall("abandoned", start)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED, "", Optional.empty())
                .tells("INBOUND ABANDONED -", "");
    }

    TrueCall voicemail(long start, String ext, String other) {
        return inbound("voicemail", start, ext)
                .say(2, CONNECTED, " kind VOICEMAIL", Optional.of("ENDED last"))
                .after(5_000, 30_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED, "", Optional.empty())
                .tells("INBOUND VOICEMAIL -", "INBOUND MISSED -");
    }

    TrueCall blindTransfer(long start, String ext, String other) {
        return inbound("blind-transfer", start, ext)
                .party(3, "in", other)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, ENDED, " reason BlindTransfer")
                .after(10, 900)
                .say(3, INITIATED)
                .after(10, 90)
                .say(3, ALERTING)
                .after(2_000, 20_000)
                .say(3, CONNECTED)
                .after(4_000, 9_000)
                .say(3, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    TrueCall queued(long start, String ext, String other) {
        return call("queued", start)
                .party(1, "out", "outside")
                .party(2, "in", ext)
                .party(3, "in", other)
                .say(1, INITIATED)
                .after(30, 90)
                .say(1, CONNECTED)
                .after(3_000, 9_000)
                .say(2, ALERTING, " queue")
                .after(8_000, 9_000)
                .say(2, ENDED, " reason AgentDropped")
                .after(300, 900)
                .say(3, ALERTING, " queue")
                .after(8_000, 9_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(3, ENDED)
                .tells("INBOUND MISSED -", "INBOUND MISSED -");
    }

    private TrueCall ringsOut(String name, long start, String ext, int second) {
        TrueCall call = call(name, start)
                .ends(ext, "+1212555" + (1000 + made))
                .party(1, "in", ext, 0, "Initiator")
                .party(2, "out", second == 0 ? "outside" : ext, second, "Target");
        call.origin = "RingOut";
        return call.say(1, ALERTING)
                .after(2_000, 9_000)
                .say(1, CONNECTED)
                .after(100, 900)
                .say(2, ALERTING, "", Optional.of("CONNECTED"))
                .after(4_000, 9_000);
    }

    private TrueCall bothTalk(TrueCall call) {
        return call.say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("OUTBOUND ANSWERED -", "OUTBOUND UNKNOWN -");
    }

    TrueCall ringOut(long start, String ext, String other) {
        return bothTalk(ringsOut("ring-out", start, ext, 1));
    }

    TrueCall ringOutInOneSession(long start, String ext, String other) {
        return bothTalk(ringsOut("ring-out-in-one-session", start, ext, 0)).tells("OUTBOUND ANSWERED -", "");
    }

    TrueCall ringOutUnanswered(long start, String ext, String other) {
        return ringsOut("ring-out-unanswered", start, ext, 1)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("OUTBOUND UNKNOWN -", "OUTBOUND UNKNOWN -");
    }

    TrueCall transitional(long start, String ext, String other) {
        return inbound("transitional", start, ext)
                .device(2, "ENDED")
                .after(300, 6_500)
                .device(2, "ALERTING")
                .after(2_000, 9_000)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    TrueCall toOneself(long start, String ext, String other) {
        return call("to-oneself", start)
                .ends(ext, ext)
                .party(1, "out", ext)
                .party(2, "in", ext)
                .say(1, INITIATED)
                .after(30, 90)
                .say(2, INITIATED)
                .after(30, 90)
                .say(1, CONNECTED, "", Optional.empty())
                .after(10, 40)
                .say(2, ALERTING)
                .after(4_000, 9_000)
                .say(1, ENDED)
                .after(1, 14)
                .say(2, ENDED)
                .tells("INTERNAL MISSED -", "INTERNAL MISSED -");
    }

    TrueCall parked(long start, String ext, String other) {
        return inbound("parked", start, ext)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, PARKED)
                .after(4_000, 9_000)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .say(2, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }

    TrueCall heldOnTheDevice(long start, String ext, String other) {
        return inbound("held-on-the-device", start, ext)
                .say(2, CONNECTED)
                .after(4_000, 9_000)
                .device(2, "HELD")
                .after(4_000, 9_000)
                .device(2, "CONNECTED")
                .after(4_000, 9_000)
                .say(2, ENDED)
                .after(1, 14)
                .say(1, ENDED)
                .tells("INBOUND ANSWERED " + ext, "INBOUND ANSWERED " + ext);
    }
}
