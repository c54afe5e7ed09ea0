package io.switchhook.proof;

import java.util.Random;

/**
 * How the platform writes today: the liberties of protocol.md 2.2, 4, 5.3 that change no truth.
 *
 * @param textIds whether presence gives ids as texts and sessions give them as numbers, instead of the other way round
 * @param plus whether numbers have their plus sign in presence
 * @param emptyTo whether the last presence of a call has an empty {@code to}
 * @param lateNames whether names are missing at first
 * @param extras whether unknown members and values appear
 * @param zoned whether times are written {@code +0000} instead of {@code Z}
 * @param named whether presence tells telephony session and party
 * @param countsEnded whether {@code totalActiveCalls} counts a call that is listed as ended; a published sample does
 * @param skewMs our clock against the platform's
 */
record Habits(
        boolean textIds,
        boolean plus,
        boolean emptyTo,
        boolean lateNames,
        boolean extras,
        boolean zoned,
        boolean named,
        boolean countsEnded,
        long skewMs) {
    static final Habits PLAIN = new Habits(false, true, false, false, false, false, true, false, 0);

    static Habits of(Random random) {
        return new Habits(
                random.nextInt(4) == 0,
                random.nextInt(4) > 0,
                random.nextInt(4) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                random.nextInt(3) > 0,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0 ? random.nextInt(180_000) - 90_000 : 0);
    }
}
