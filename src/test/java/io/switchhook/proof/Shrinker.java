package io.switchhook.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the smallest trace that still shows what is wrong, as a file that {@code scripts/switchhook replay} takes. */
final class Shrinker {
    private static final Path FOLDER = Path.of("target", "proof");

    private final World world;
    private final Verdict failure;

    private Shrinker(World world, Verdict failure) {
        this.world = world;
        this.failure = failure;
    }

    /** Writes the trace and tells where. */
    static Path shrink(World world, Verdict failure) {
        Shrinker shrinker = new Shrinker(world, failure);
        List<Report> reports = world.heard;
        for (Play play : world.plays) {
            reports = shrinker.keep(reports, shrinker.about(reports, play));
        }
        reports = shrinker.halve(reports);
        reports = shrinker.calm(reports);
        return shrinker.write(reports);
    }

    private List<Report> keep(List<Report> before, List<Report> fewer) {
        return fails(fewer) ? fewer : before;
    }

    /** Only what names the play. */
    private List<Report> about(List<Report> reports, Play play) {
        boolean other = play.index != failure.play() && failure.play() >= 0;
        List<Report> kept = new ArrayList<>();
        for (Report report : reports) {
            String body = new String(report.body(), StandardCharsets.UTF_8);
            boolean named = play.script.sessions().stream()
                    .anyMatch(session -> body.contains(play.telephonySession(session))
                            || (!play.sessionId(session).equals("0")
                                    && body.contains("\"" + play.sessionId(session) + "\"")));
            if (other ? !named : named || !report.kind().equals("notification")) {
                kept.add(report);
            }
        }
        return kept;
    }

    /** Takes away runs of reports, each half as long as the last; repeats only, where nothing may be lost. */
    private List<Report> halve(List<Report> reports) {
        List<Report> smallest = reports;
        for (int size = Math.max(1, reports.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < smallest.size(); ) {
                List<Report> fewer = new ArrayList<>(smallest.subList(0, from));
                fewer.addAll(smallest.subList(Math.min(smallest.size(), from + size), smallest.size()));
                boolean allowed = !world.weather.isWhole() || isSame(smallest, fewer);
                if (allowed && fails(fewer)) {
                    smallest = fewer;
                } else {
                    from += size;
                }
            }
        }
        return smallest;
    }

    private static boolean isSame(List<Report> more, List<Report> fewer) {
        return more.stream().mapToInt(Report::id).distinct().count()
                == fewer.stream().mapToInt(Report::id).distinct().count();
    }

    /** Lets reports arrive when they should have, one at a time. */
    private List<Report> calm(List<Report> reports) {
        List<Report> calmest = reports;
        for (Report report : reports) {
            List<Report> calmer = new ArrayList<>(calmest);
            calmer.remove(report);
            calmer.add(report.heardAt(report.sentMs() + world.skewMs() + 40));
            calmer.sort(Comparator.comparingLong(Report::heardMs));
            calmest = keep(calmest, calmer);
        }
        return calmest;
    }

    private boolean fails(List<Report> reports) {
        return Judge.safely(world, reports).stream().anyMatch(this::isLike);
    }

    private boolean isLike(Verdict verdict) {
        return verdict.play() == failure.play()
                && verdict.kind().equals(failure.kind())
                && verdict.told() == failure.told()
                && verdict.ghost() == failure.ghost()
                && verdict.right() == failure.right()
                && (verdict.doubled() > 0) == (failure.doubled() > 0)
                && theme(verdict).equals(theme(failure));
    }

    private static Optional<String> theme(Verdict verdict) {
        return verdict.wrong().stream().findFirst().map(line -> line.replaceAll("[:0-9].*", ""));
    }

    private Path write(List<Report> reports) {
        StringBuilder lines = new StringBuilder();
        reports.forEach(report -> lines.append(report.line()).append('\n'));
        String name = world.view + "-" + world.weather.name() + "-" + world.seed + "-"
                + failure.kind().replaceAll("[^a-z-]", "") + ".ndjson";
        try {
            Files.createDirectories(FOLDER);
            return Files.writeString(FOLDER.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
