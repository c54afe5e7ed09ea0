package io.switchhook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules have the shape that Prometheus documents, and ask for what there is. */
class AlertRulesTest {
    private static final Set<String> KEYS = Set.of("alert", "expr", "for", "labels", "annotations");
    private static final Set<String> SEVERITIES = Set.of("page", "ticket", "info");
    private static final Pattern MATCHER = Pattern.compile("(switchhook_[a-z_]+)\\{([^}]*)}");
    private static final Map<Character, Character> PAIRS = Map.of(')', '(', ']', '[', '}', '{');

    @Test
    void the_file_is_groups_of_rules_with_nothing_else_in_them() {
        for (JsonNode document : List.of(AlertRules.document(), AlertRules.withExample())) {
            assertThat(names(document)).containsExactly("groups");
            for (JsonNode group : document.path("groups")) {
                assertThat(names(group)).containsExactlyInAnyOrder("name", "rules");
            }
            assertThat(AlertRules.rules(document)).hasSizeGreaterThan(10).allSatisfy(AlertRulesTest::check);
            assertThat(AlertRules.rules(document).stream()
                            .map(rule -> rule.path("alert").asText()))
                    .doesNotHaveDuplicates();
        }
        assertThat(AlertRules.rules(AlertRules.withExample()))
                .hasSize(AlertRules.rules(AlertRules.document()).size() + 1);
    }

    private static void check(JsonNode rule) {
        assertThat(KEYS).containsAll(names(rule));
        assertThat(rule.path("alert").asText()).matches("Switchhook[A-Za-z]+");
        assertThat(rule.path("for").asText("1m")).matches("[1-9][0-9]*[smhd]");
        assertThat(SEVERITIES).contains(rule.path("labels").path("severity").asText());
        assertThat(names(rule.path("annotations"))).containsExactly("summary", "description");
        assertThat(rule.path("expr").asText()).isNotBlank().satisfies(AlertRulesTest::isBalanced);
        for (JsonNode annotation : rule.path("annotations")) {
            assertThat(annotation.asText()).isNotBlank();
            assertThat(annotation.asText().split("\\{\\{", -1))
                    .hasSameSizeAs(annotation.asText().split("}}", -1));
        }
    }

    private static void isBalanced(String expression) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < expression.length(); i++) {
            char letter = expression.charAt(i);
            if (PAIRS.containsValue(letter)) {
                open.push(letter);
            } else if (PAIRS.containsKey(letter)) {
                assertThat(open.poll()).as(expression).isEqualTo(PAIRS.get(letter));
            }
        }
        assertThat(open).as(expression).isEmpty();
    }

    @Test
    void every_metric_and_every_label_that_a_rule_asks_for_exists() {
        Map<String, Metric> known = Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::id, one -> one));
        assertThat(known.keySet()).containsAll(AlertRules.metrics());
        for (JsonNode rule : AlertRules.rules(AlertRules.withExample())) {
            Matcher matcher = MATCHER.matcher(rule.path("expr").asText());
            while (matcher.find()) {
                for (String condition : matcher.group(2).split(", *", -1)) {
                    assertThat(known.get(matcher.group(1)).labels())
                            .contains(condition.split("[!=]", 2)[0]);
                }
            }
        }
    }

    @Test
    void what_must_wake_somebody_has_a_rule() {
        assertThat(AlertRules.metrics())
                .contains(
                        Metric.REPAIRED.id(),
                        Metric.SOURCE_UP.id(),
                        Metric.GAPS.id(),
                        Metric.BACKFILLS.id(),
                        Metric.REFUSED_FILTERS.id(),
                        Metric.MALFORMED.id(),
                        Metric.UNMAPPED.id(),
                        Metric.JOURNAL_APPEND.id(),
                        Metric.LAST_EVIDENCE.id(),
                        Metric.READY.id());
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new java.util.LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
