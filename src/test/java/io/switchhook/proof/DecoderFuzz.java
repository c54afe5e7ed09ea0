package io.switchhook.proof;

import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the fuzzer calls: bytes as lines, each a letter for the kind of input and its body, decoded and, where they are
 * evidence, judged by the rules, until time has brought everything to rest. Whatever the bytes, nothing may be thrown.
 */
public final class DecoderFuzz {
    private static final Decoder DECODER = new Decoder();
    private static final int LINES_MAX = 20;
    private static final int DEADLINES_MAX = 2_000;
    private static final long STEP_MS = 900;

    private DecoderFuzz() {}

    /** The entry that Jazzer looks for, by its name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS.expecting(true, true, false));
        int from = 0;
        for (int line = 0; line < LINES_MAX && from < bytes.length; line++) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            hear(calls, kind(bytes[from]), Arrays.copyOfRange(bytes, Math.min(from + 1, to), to), line);
            from = to + 1;
        }
        rest(calls);
    }

    static String kind(byte letter) {
        return switch (letter) {
            case 'a' -> "activeCalls";
            case 'c' -> "callLog";
            case 'p' -> "presence";
            case 's' -> "session";
            case 'g' -> "gap";
            default -> "notification";
        };
    }

    static char letter(String kind) {
        return kind.charAt(0);
    }

    private static void hear(AccountCalls calls, String kind, byte[] body, int line) {
        Instant at = Instant.ofEpochMilli(World.T0 + line * STEP_MS);
        Decoded decoded = DECODER.decode(kind, body, "fuzz", at);
        if (decoded == null) {
            throw new AssertionError("Expected a value, but there is none");
        }
        if (decoded instanceof Decoded.Understood understood) {
            calls.accept(understood.evidence());
        }
    }

    private static void rest(AccountCalls calls) {
        for (int i = 0; calls.isPending(); i++) {
            Optional<Instant> next = calls.nextDeadline();
            if (next.isEmpty() || i > DEADLINES_MAX) {
                throw new AssertionError("Expected time to bring rest, but something is always pending");
            }
            calls.advance(next.get());
        }
    }
}
