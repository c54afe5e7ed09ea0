package io.switchhook.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;

/** A notification with holes; what stands in them is as long in each, so that they are filled in place. */
final class Template {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final byte[] text;
    private final List<Hole> holes = new ArrayList<>();

    Template(String template) {
        String filled = template;
        for (Filling filling : Filling.values()) {
            filled = filled.replace("%" + filling + "%", " ".repeat(filling.length));
        }
        text = filled.getBytes(US_ASCII);
        find(template);
    }

    private void find(String template) {
        int at = 0;
        for (int i = 0; i < template.length(); ) {
            Filling here = null;
            for (Filling filling : Filling.values()) {
                here = template.startsWith("%" + filling + "%", i) ? filling : here;
            }
            if (here != null) {
                holes.add(new Hole(here, at));
                at += here.length;
                i += here.name().length() + 2;
            } else {
                at++;
                i++;
            }
        }
    }

    byte[] write(long call, int step, long at) {
        byte[] out = text.clone();
        byte[] now = MILLIS.format(Instant.ofEpochMilli(at)).getBytes(US_ASCII);
        byte[] sent = MILLIS.format(Instant.ofEpochMilli(at + 45)).getBytes(US_ASCII);
        for (Hole hole : holes) {
            switch (hole.filling) {
                case AT -> System.arraycopy(now, 0, out, hole.at, now.length);
                case SENT -> System.arraycopy(sent, 0, out, hole.at, sent.length);
                case HEX -> hex(out, hole.at, call);
                case UUID -> digits(out, hole, 1_000_000_000_000_000_000L + call * 16 + step);
                case OLD -> digits(out, hole, 100_000_000_016L + call * 1_000_000 % 800_000_000_000L);
                case EXT -> digits(out, hole, 300_000_016L + call % Workload.EXTENSIONS * 1000);
                case TO -> number(out, hole, 6_505_500_000L + call % Workload.EXTENSIONS);
                case FROM -> number(out, hole, 2_120_000_000L + call * 7_919 % 900_000_000L);
            }
        }
        return out;
    }

    private static void number(byte[] out, Hole hole, long national) {
        digits(out, hole, 10_000_000_000L + national);
        out[hole.at] = '+';
    }

    private static void digits(byte[] out, Hole hole, long value) {
        long rest = value;
        for (int i = hole.filling.length - 1; i >= 0; i--) {
            out[hole.at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void hex(byte[] out, int at, long call) {
        long high = call * MIX;
        long low = (call + 1) * MIX ^ high >>> 7;
        for (int i = 0; i < 16; i++) {
            out[at + i] = (byte) Character.forDigit((int) (high >>> (60 - 4 * i)) & 15, 16);
            out[at + 16 + i] = (byte) Character.forDigit((int) (low >>> (60 - 4 * i)) & 15, 16);
        }
    }

    private enum Filling {
        UUID(19),
        EXT(9),
        SENT(24),
        AT(24),
        OLD(12),
        HEX(32),
        TO(12),
        FROM(12);

        final int length;

        Filling(int length) {
            this.length = length;
        }
    }

    private record Hole(Filling filling, int at) {}
}
