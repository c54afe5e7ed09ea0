package io.switchhook.event;

/** Numbers in the form that sorts as text (CloudEvents sequence extension). */
final class Sequences {
    private static final int DIGITS = 6;

    private Sequences() {}

    /** Six digits, more when needed. */
    static String text(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
