package io.switchhook.connector.document;

import io.switchhook.config.Findings;
import io.switchhook.config.NearestKey;
import io.switchhook.config.Node.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What expressions may ask for. JSONata takes an unknown name for nothing, so that a slip of the pen would be found only
 * in the CRM; here it is found when the document is read. Paths that begin with a name known here are followed as far as
 * it is known what is there.
 */
final class Names {
    private static final Pattern STRING =
            Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'|/(\\\\.|[^/\\\\\n])+/");
    private static final Pattern PATH = Pattern.compile("(?<![.\\w$`])\\$?[A-Za-z_]\\w*(\\s*\\.\\s*[A-Za-z_]\\w*)*");
    private static final Pattern BOUND =
            Pattern.compile("\\$(\\w+)\\s*:=|function\\s*\\(([^)]*)\\)|λ\\s*\\(([^)]*)\\)");

    private static final List<String> JSONATA = List.of(
            "abs",
            "append",
            "assert",
            "average",
            "base64decode",
            "base64encode",
            "boolean",
            "ceil",
            "contains",
            "count",
            "decodeUrl",
            "decodeUrlComponent",
            "distinct",
            "each",
            "encodeUrl",
            "encodeUrlComponent",
            "error",
            "exists",
            "filter",
            "floor",
            "formatBase",
            "formatInteger",
            "formatNumber",
            "fromMillis",
            "join",
            "keys",
            "length",
            "lookup",
            "lowercase",
            "map",
            "match",
            "max",
            "merge",
            "min",
            "not",
            "number",
            "pad",
            "parseInteger",
            "power",
            "reduce",
            "replace",
            "reverse",
            "round",
            "shuffle",
            "sift",
            "single",
            "sort",
            "split",
            "spread",
            "sqrt",
            "string",
            "substring",
            "substringAfter",
            "substringBefore",
            "sum",
            "toMillis",
            "trim",
            "type",
            "uppercase",
            "zip");

    /** Words that an expression can begin with although nothing is known of what is in them, and JSONata's own words. */
    private static final List<String> ROOTS = List.of(
            "answer",
            "status",
            "headers",
            "body",
            "record",
            "key",
            "stage",
            "told",
            "owner",
            "contacts",
            "now",
            "message",
            "item",
            "token",
            "and",
            "or",
            "in",
            "true",
            "false",
            "null",
            "function");

    /** Names by path; a path whose members are the operator's or the CRM's own is not here. */
    private final Map<String, List<String>> members = new LinkedHashMap<>();

    private Names() {}

    /** What every document can ask for, with the keys that this one declares and the values that it names. */
    static Names of(List<String> keys, List<String> values) {
        Names names = new Names();
        names.put("config", keys);
        names.put("value", values);
        names.put("event", "id type origin occurredAt certainty ageMs change unverified");
        names.put("earlier", "recordId url reached uncertain");
        names.put("contact", "id type name ownerId url");
        names.put("text", "subject body edited");
        names.put("artifact", "kind id link contentType");
        names.put("lookup", "number spellings");
        names.put(
                "call",
                "id account accountId conversationId ids state health version direction origin external dialed user queue"
                        + " park recordings links answeredBy times durations legs outcome cause endedBy provisional"
                        + " voicemail history");
        names.put("call.ids", "telephonySessionId telephonySessionIds sessionIds callLogIds");
        names.put("call.external", "e164 raw name anonymous");
        names.put("call.dialed", "extensionId e164 number name");
        names.put("call.user", "extensionId e164 number name");
        names.put("from", "extensionId e164 number name");
        names.put("to", "extensionId e164 number name");
        names.put("call.queue", "extensionId name");
        names.put("call.park", "location");
        names.put("call.recordings", "id legId state uri contentType durationMs");
        names.put("call.links", "rel callId certainty");
        names.put("call.answeredBy", "kind extensionId legId");
        names.put("call.times", "startedAt ringingAt answeredAt endedAt");
        names.put("call.durations", "queueMs ringMs talkMs holdMs totalMs");
        names.put("call.voicemail", "id uri");
        names.put("call.legs", "id aliases state direction kind extensionId number name reason history");
        return names;
    }

    private void put(String path, String words) {
        put(path, List.of(words.split(" ")));
    }

    private void put(String path, List<String> words) {
        members.put(path, words);
    }

    /** Finds names in an expression that lead nowhere. */
    void check(Place place, String expression, Findings findings) {
        String code = STRING.matcher(expression).replaceAll(" ");
        List<String> bound = bound(code);
        Matcher path = PATH.matcher(code);
        while (path.find()) {
            String found = path.group().replaceAll("\\s", "");
            if (!found.startsWith("$") && isOutermost(code, path.start())) {
                root(place, found.split("\\.", -1)[0], findings);
            }
            if (found.startsWith("$")) {
                variable(found.substring(1).split("\\.", -1)[0], bound)
                        .ifPresent(word -> findings.error(
                                place,
                                "a function or a variable of this expression",
                                "there is no $" + word,
                                meant("$", word, functions())));
            } else {
                follow(place, List.of(found.split("\\.", -1)), findings);
            }
        }
    }

    private void root(Place place, String word, Findings findings) {
        List<String> roots = new ArrayList<>(ROOTS);
        members.keySet().stream().filter(name -> name.indexOf('.') < 0).forEach(roots::add);
        if (!roots.contains(word)) {
            findings.error(place, "a name that an expression can begin with", "it is " + word, meant("", word, roots));
        }
    }

    /** Within {@code path[…]}, {@code path.(…)} and {@code path{…}} names belong to the path. */
    private static boolean isOutermost(String code, int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            char c = code.charAt(i);
            depth += ")]}".indexOf(c) >= 0 ? 1 : 0;
            if ("([{".indexOf(c) >= 0 && depth-- == 0) {
                depth = 0;
                String before = code.substring(0, i).stripTrailing();
                String last = before.isEmpty() ? " " : before.substring(before.length() - 1);
                if (c == '(' ? last.equals(".") : last.matches("[\\w)\\]}`]")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> bound(String code) {
        List<String> bound = new ArrayList<>();
        Matcher matcher = BOUND.matcher(code);
        while (matcher.find()) {
            String words = String.valueOf(matcher.group(1)) + "," + matcher.group(2) + "," + matcher.group(3);
            for (String word : words.split("[,\\s]+", -1)) {
                bound.add(word.startsWith("$") ? word.substring(1) : word);
            }
        }
        return bound;
    }

    private static Optional<String> variable(String word, List<String> bound) {
        return bound.contains(word) || functions().contains(word) ? Optional.empty() : Optional.of(word);
    }

    private static List<String> functions() {
        List<String> functions = new ArrayList<>(JSONATA);
        functions.addAll(Words.OURS);
        return functions;
    }

    /** A member that stands after something unknown may belong to anything, so only known beginnings are followed. */
    private void follow(Place place, List<String> path, Findings findings) {
        String known = path.get(0);
        for (int i = 1; i < path.size() && members.containsKey(known); i++) {
            String word = path.get(i);
            if (!members.get(known).contains(word)) {
                String expected = members.get(known).isEmpty()
                        ? "a document that declares " + known + "." + word
                        : "one of " + String.join(", ", members.get(known)) + " after " + known;
                findings.error(place, expected, "it is " + word, meant(known + ".", word, members.get(known)));
                return;
            }
            known = known + "." + word;
        }
    }

    /** The names that an expression can begin with; tests compare them with what is really there. */
    Map<String, List<String>> all() {
        return new TreeMap<>(members);
    }

    private static String meant(String before, String word, List<String> words) {
        return NearestKey.of(word, words)
                .map(near -> "did you mean \"" + before + near + "\"?")
                .orElse("");
    }
}
