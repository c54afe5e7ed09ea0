package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.proof.Script.Claim;
import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Show;
import io.switchhook.proof.Script.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code scripts.txt}. */
final class ScriptBook {
    private static final List<String> CLAIMS = List.of("truth", "presence", "narrow");

    static final List<Script> ALL = read();

    private final String[] head;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Claim> truths = new ArrayList<>();

    private ScriptBook(String[] head) {
        this.head = head;
    }

    private static List<Script> read() {
        try (InputStream in = ScriptBook.class.getResourceAsStream("/proof/scripts.txt")) {
            List<Script> scripts = new ArrayList<>();
            ScriptBook book = null;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("kind ")) {
                    if (book != null) {
                        scripts.add(book.script());
                    }
                    book = new ScriptBook(line.split(" +", -1));
                } else {
                    book.line(line.strip());
                }
            }
            scripts.add(book.script());
            return List.copyOf(scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Script named(String kind) {
        return ALL.stream()
                .filter(script -> script.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected a kind of scripts.txt, but it is " + kind));
    }

    private Script script() {
        Map<String, String> options = options(head, 4);
        return new Script(
                head[1],
                head[2],
                head[3],
                options.getOrDefault("origin", "Call"),
                options.containsKey("joined"),
                seats,
                List.copyOf(steps),
                List.copyOf(truths));
    }

    private void line(String line) {
        String[] words = line.split(" +", -1);
        if (CLAIMS.contains(words[0])) {
            int at = words[1].length() == 1 ? 1 : 0;
            String outcome = words.length > at + 2 ? words[at + 2] : "-";
            String by = words.length > at + 3 ? words[at + 3] : "-";
            truths.add(new Claim(words[0], at == 1 ? words[1] : "a", words[at + 1], outcome, by));
        } else if (words.length > 1 && (words[1].equals("in") || words[1].equals("out"))) {
            String key = key(words[0]);
            seats.put(
                    key,
                    new Seat(
                            key,
                            key.substring(0, 1),
                            Integer.parseInt(key.substring(1)),
                            words[1].equals("out"),
                            words[2],
                            options(words, 3)));
        } else {
            steps.add(step(line));
        }
    }

    private Step step(String line) {
        int bar = line.indexOf('|');
        String[] words = (bar < 0 ? line : line.substring(0, bar)).strip().split(" +", -1);
        int dash = words[0].indexOf('-');
        int least = Integer.parseInt(dash < 0 ? words[0] : words[0].substring(0, dash));
        int most = dash < 0 ? least : Integer.parseInt(words[0].substring(dash + 1));
        Optional<String> seat =
                words.length > 1 && !words[1].equals(".") ? Optional.of(key(words[1])) : Optional.empty();
        Map<String, CallState> marks = new LinkedHashMap<>();
        for (int i = 0; i < words.length - 1; i++) {
            if (words[i].equals("->")) {
                String[] mark = words[i + 1].split(":", -1);
                String call = mark.length > 1 ? mark[0] : seat.orElse("a").substring(0, 1);
                marks.put(call, CallState.valueOf(mark[mark.length - 1]));
            }
        }
        return new Step(
                least,
                most,
                seat,
                seat.isPresent() ? words[2] : "",
                options(words, 3),
                marks,
                bar < 0 ? List.of() : shows(line.substring(bar + 1)));
    }

    private static List<Show> shows(String text) {
        List<Show> shows = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            String[] words = part.strip().split(" +", -1);
            boolean through = words[1].startsWith("~");
            String[] status = words[1].substring(through ? 1 : 0).split(":", -1);
            Optional<CallState> state = words.length > 3 ? Optional.of(CallState.valueOf(words[3])) : Optional.empty();
            boolean always = words.length > 2 && words[2].equals("=>");
            shows.add(new Show(key(words[0]), status[0], status.length > 1 ? status[1] : "", through, state, always));
        }
        return shows;
    }

    private static String key(String word) {
        return Character.isDigit(word.charAt(0)) ? "a" + word : word;
    }

    private static Map<String, String> options(String[] words, int from) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = from; i < words.length && !words[i].equals("->"); i++) {
            int equals = words[i].indexOf('=');
            options.put(
                    equals < 0 ? words[i] : words[i].substring(0, equals),
                    equals < 0 ? "" : words[i].substring(equals + 1));
        }
        return options;
    }
}
