package io.switchhook.proof;

import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A script played once: who plays, with which ids and numbers, and the moment of each step. */
final class Play {
    static final String MAIN = "+12055550100";
    static final String MENU = "62264420190";
    static final String QUEUE = "62264420191";
    static final String PARK = "62264420801";

    final Script script;
    final int index;
    final Map<String, String> cast;
    final long[] at;

    private final long numeric;
    private final int salt;

    Play(Script script, int index, long start, Map<String, String> cast, Random random) {
        this.script = script;
        this.index = index;
        this.cast = cast;
        this.salt = random.nextInt(0xffff);
        // Far enough from others that only the halves of one RingOut look like halves (protocol.md 4.4).
        this.numeric = 402_000_016L + index * 100_000L;
        this.at = new long[script.steps().size()];
        long clock = start;
        List<Step> steps = script.steps();
        for (int i = 0; i < at.length; i++) {
            Step step = steps.get(i);
            clock += step.leastMs() + random.nextInt(step.mostMs() - step.leastMs() + 1);
            at[i] = clock;
        }
    }

    String kind() {
        return script.kind();
    }

    long start() {
        return at[0];
    }

    long end() {
        return at[at.length - 1];
    }

    /** The step at which the last party of a session is over. */
    long endOf(String session) {
        long end = start();
        for (int i = 0; i < at.length; i++) {
            boolean speaks = script.steps()
                    .get(i)
                    .seat()
                    .filter(seat -> seat.startsWith(session))
                    .isPresent();
            end = speaks ? at[i] : end;
        }
        return end;
    }

    long startOf(String session) {
        for (int i = 0; i < at.length; i++) {
            if (script.steps()
                    .get(i)
                    .seat()
                    .filter(seat -> seat.startsWith(session))
                    .isPresent()) {
                return at[i];
            }
        }
        return start();
    }

    private String hex(String session) {
        return "%04x%08x%s%019d".formatted(salt, index, session.equals("a") ? "a0" : "b1", 7L * index + 3);
    }

    String telephonySession(String session) {
        return "s-" + hex(session);
    }

    String sessionId(String session) {
        boolean conference = script.seats().values().stream()
                .anyMatch(
                        seat -> seat.session().equals(session) && seat.options().containsKey("sid"));
        long apart = session.equals("a") ? 0 : script.joined() ? 1_000 : 50_000;
        return conference ? "0" : Long.toString(numeric + apart);
    }

    String partyId(Seat seat) {
        return "p-" + hex(seat.session()) + "-" + seat.number();
    }

    Seat seat(String key) {
        return script.seats().get(key);
    }

    /** The extension that a part is played by; empty for the outside. */
    String extensionOf(String who) {
        return switch (who) {
            case "menu" -> MENU;
            case "queue" -> QUEUE;
            case "park" -> PARK;
            default -> cast.getOrDefault(who, "");
        };
    }

    String extension(Seat seat) {
        return extensionOf(seat.who());
    }

    /** A part's number: short for extensions, as the platform shows them to each other. */
    String number(String who) {
        return switch (who) {
            case "outside" -> "+1415555" + (1000 + index % 9000);
            case "outside2" -> "+1628555" + (1000 + index % 9000);
            case "main", "queue", "menu" -> MAIN;
            case "park" -> "*801";
            case "short" -> "911";
            case "conference" -> "conference";
            case "anonymous" -> "";
            default -> shortNumber(extensionOf(who));
        };
    }

    static String shortNumber(String extension) {
        return extension.substring(extension.length() - 3);
    }

    /** The end that calls, as {@code seat} is told it. */
    String from(Seat seat) {
        return number(isCrossed(seat) ? script.to() : caller(seat.session()));
    }

    /** The first leg of a RingOut is called, by the platform, in the name of the callee (protocol.md 5.3). */
    boolean isCrossed(Seat seat) {
        return "Initiator".equals(seat.options().get("role"));
    }

    String caller(String session) {
        return script.seats().values().stream()
                .filter(seat -> seat.session().equals(session) && seat.calls())
                .map(Seat::who)
                .findFirst()
                .filter(who -> !session.equals("a"))
                .orElse(script.from());
    }

    /** The end that is called, as {@code seat} is told it. */
    String to(Seat seat) {
        return number(isCrossed(seat) ? script.from() : called(seat.session()));
    }

    String called(String session) {
        if (script.joined() || session.equals("a")) {
            return script.to();
        }
        return script.seats().values().stream()
                .filter(seat -> seat.session().equals(session))
                .map(seat -> seat.options().get("to"))
                .filter(to -> to != null)
                .findFirst()
                .orElse(script.to());
    }

    /** Its calls: one, or one for each session. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        script.sessions().stream().map(script::callOf).distinct().forEach(calls::add);
        return calls;
    }
}
