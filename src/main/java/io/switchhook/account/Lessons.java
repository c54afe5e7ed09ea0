package io.switchhook.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was learnt of the account rather than of one call, and when: which extensions are queues, and whether sessions
 * are reported at all. The calls it was learnt from may be forgotten at a restart, so it is kept beside them, and
 * taught again at its own moment: what was told depended on it.
 */
final class Lessons {
    /** The name under which the journal keeps them, beside what the feeds want back. */
    static final String MEMORY = "lessons";

    /** Most lessons kept, the newest; queues are few, and a filter changes with a permission. Chosen. */
    private static final int MAX = 1_000;

    private static final String QUEUE = "queue";
    private static final String SESSIONS = "sessions";

    private final List<Lesson> learnt = new ArrayList<>();
    private int taught;

    /**
     * One lesson.
     *
     * @param at when it was learnt
     * @param what {@code queue} or {@code sessions}
     * @param value the queue's extension, or whether sessions are expected
     */
    private record Lesson(Instant at, String what, String value) {
        private String line() {
            return at.toEpochMilli() + " " + what + " " + value;
        }
    }

    /** Who learns again. */
    interface Pupil {
        void queue(String extension, Instant at);

        void sessions(boolean expected);
    }

    /** Takes what the journal kept; lines that cannot be read are left out. */
    void bringBack(Optional<String> memory) {
        memory.stream().flatMap(String::lines).map(line -> line.split(" ", 3)).forEach(words -> {
            if (words.length == 3 && words[0].matches("\\d{1,15}")) {
                learnt.add(new Lesson(Instant.ofEpochMilli(Long.parseLong(words[0])), words[1], words[2]));
            }
        });
    }

    /** Teaches anew what was learnt before a moment and has not been taught yet. */
    void teach(Instant before, Pupil pupil) {
        for (; taught < learnt.size() && learnt.get(taught).at().isBefore(before); taught++) {
            Lesson lesson = learnt.get(taught);
            if (lesson.what().equals(QUEUE)) {
                pupil.queue(lesson.value(), lesson.at());
            } else if (lesson.what().equals(SESSIONS)) {
                pupil.sessions(Boolean.parseBoolean(lesson.value()));
            }
        }
    }

    /** Notes queues that were not known before; tells what to keep, if anything. */
    void queues(List<String> known, Instant at, Consumer<String> keep) {
        boolean news = false;
        for (String extension : known) {
            news |= note(new Lesson(at, QUEUE, extension), learnt.stream().noneMatch(one -> isQueue(one, extension)));
        }
        if (news) {
            keep.accept(text());
        }
    }

    private static boolean isQueue(Lesson lesson, String extension) {
        return lesson.what().equals(QUEUE) && lesson.value().equals(extension);
    }

    /** Notes whether sessions are expected from now on, if that changed; at first they are. */
    void sessions(boolean expected, Instant at, Consumer<String> keep) {
        boolean before = learnt.stream()
                .filter(lesson -> lesson.what().equals(SESSIONS))
                .reduce((earlier, later) -> later)
                .map(lesson -> Boolean.parseBoolean(lesson.value()))
                .orElse(true);
        if (note(new Lesson(at, SESSIONS, String.valueOf(expected)), before != expected)) {
            keep.accept(text());
        }
    }

    private boolean note(Lesson lesson, boolean news) {
        if (news) {
            learnt.add(lesson);
            taught = learnt.size();
        }
        return news;
    }

    private String text() {
        List<Lesson> newest = learnt.subList(Math.max(0, learnt.size() - MAX), learnt.size());
        return String.join("\n", newest.stream().map(Lesson::line).toList());
    }
}
