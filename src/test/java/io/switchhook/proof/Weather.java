package io.switchhook.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens to reports on their way, and how often in a hundred. They compose.
 *
 * @param name for a command line and a table
 * @param reorder arrive up to 1.4 s after their time
 * @param repeat arrive twice
 * @param displace arrive ten seconds after their time
 * @param late in a thousand, arrive one to four minutes after their time
 * @param lose never arrive
 * @param restarts whether presence counters begin anew
 * @param outages whether the source is away for a while, and says so when it is back
 * @param polls whether active calls are looked at every hundred seconds
 * @param log whether the call log is read after each call
 */
record Weather(
        String name,
        int reorder,
        int repeat,
        int displace,
        int late,
        int lose,
        boolean restarts,
        boolean outages,
        boolean polls,
        boolean log) {
    static final List<Weather> ALL = List.of(
            new Weather("calm", 0, 0, 0, 0, 0, false, false, false, false),
            new Weather("rough", 20, 10, 0, 0, 0, true, false, false, false),
            new Weather("displaced", 20, 10, 6, 0, 0, true, false, false, false),
            new Weather("late", 20, 10, 3, 10, 0, false, false, false, false),
            new Weather("polled", 20, 10, 3, 0, 0, false, false, true, true),
            new Weather("lossy", 20, 10, 0, 0, 5, false, false, true, false),
            new Weather("outage", 20, 10, 0, 0, 5, true, true, true, true));

    static Weather named(String name) {
        return ALL.stream()
                .filter(weather -> weather.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected one of " + ALL.stream().map(Weather::name).toList() + ", but it is " + name));
    }

    /** Whether everything that was sent arrives in the end. */
    boolean isWhole() {
        return lose == 0 && !outages;
    }

    /** Lets reports travel; {@code arrived} gets the ids of those that are heard at least once. */
    List<Report> over(List<Report> calm, Outage outage, Random random, BitSet arrived) {
        List<Report> heard = new ArrayList<>(calm.size() + calm.size() / 8);
        for (Report report : calm) {
            if (report.kind().equals("notification") && (chance(lose, random) || outage.covers(report.heardMs()))) {
                continue;
            }
            arrived.set(report.id());
            if (!report.kind().equals("notification")) {
                heard.add(report);
                continue;
            }
            long delay = chance(reorder, random) ? random.nextInt(1_400) : 0;
            delay = chance(displace, random) ? 10_000 : delay;
            delay = late > 0 && random.nextInt(1_000) < late ? 60_000 + random.nextInt(180_000) : delay;
            heard.add(report.heardAt(report.heardMs() + delay));
            if (chance(repeat, random)) {
                heard.add(report.heardAt(report.heardMs() + delay + random.nextInt(5_000)));
            }
        }
        heard.sort(Comparator.comparingLong(Report::heardMs));
        return heard;
    }

    private static boolean chance(int percent, Random random) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    /**
     * A time without a source.
     *
     * @param fromMs its begin, our clock
     * @param toMs its end
     */
    record Outage(long fromMs, long toMs) {
        static final Outage NONE = new Outage(0, 0);

        boolean covers(long ms) {
            return ms >= fromMs && ms < toMs;
        }
    }
}
