package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decisions say by which rule they were made, where somebody asks. */
class RuleTest {
    /** Shown by other tests, or by evidence that no world has. */
    private static final Set<Rule> RARE = EnumSet.of(
            Rule.SENT_DURING_GAP,
            Rule.SOURCE_GAP,
            Rule.TOO_OLD,
            Rule.NO_KEY,
            Rule.PLATFORM_KNOWS_IT,
            Rule.PLATFORM_SHOWS_STATE,
            Rule.LOOK_REVIVES_CALL,
            Rule.TRANSFER_AWAITED,
            Rule.IMPLAUSIBLE,
            Rule.LIST_KEPT);

    @Test
    void the_list_in_the_documents_is_the_list_in_the_code() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("src/docs/rules.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(documented)
                .isEqualTo(Arrays.stream(Rule.values())
                        .map(rule -> "| `" + rule.word() + "` | " + rule.says() + " |")
                        .toList());
    }

    @Test
    void a_report_in_its_place_is_believed_and_the_certain_end_told() {
        assertThat(reasons(
                        "0ms session s-1/1 #2 @0 p-1 out outside INITIATED from +14155550123 to 101",
                        "20ms session s-1/1 #3 @10 p-2 in 101 ALERTING from +14155550123 to 101"))
                .containsExactly("0 in-place p-1", "20 in-place p-2");
    }

    @Test
    void a_report_that_waits_names_the_number_that_is_missing() {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS, true);
        String line = "session s-1/1 #5 @0 p-1 out outside INITIATED from +14155550123 to 101";
        Reasoning waits = calls.accept(Lines.read(line, 0)).reasonings().get(0);
        assertThat(waits.rule()).isEqualTo(Rule.WAITS_FOR_NUMBER);
        assertThat(waits.detail()).isEqualTo("#5 waits for #2 to #4, until 2026-03-04T09:00:01.500Z");
        List<Reasoning> then = calls.advance(Lines.at(1_500)).reasonings();
        assertThat(then).extracting(Reasoning::rule).containsExactly(Rule.GAP_GIVEN_UP, Rule.IN_PLACE);
        assertThat(then.get(0).detail()).isEqualTo("went on without 2 to 4");
    }

    @Test
    void a_late_report_is_folded_anew_and_the_correction_gives_old_and_new() {
        List<String> reasons = reasons(
                "0ms session s-1/1 #2 @0 p-1 out outside INITIATED from +14155550123 to 101",
                "20ms session s-1/1 #4 @5000 p-2 in 101 CONNECTED from +14155550123 to 101",
                "9000ms session s-1/1 #3 @10 p-2 in 101 ALERTING from +14155550123 to 101");
        assertThat(reasons)
                .startsWith("0 in-place p-1", "20 waits-for-number -", "1520 gap-given-up -", "1520 in-place p-2")
                .contains("9000 folded-anew p-2", "9000 corrected -");
    }

    @Test
    void what_cannot_be_read_is_known_to_name_a_call() {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS);
        calls.accept(Lines.read("session s-abc123/400016001 #2 @0 p-1 out outside INITIATED", 0));
        assertThat(calls.namedIn("{\"telephonySessionId\":\"s-abc123\",\"par")).containsExactly("s-abc123");
        assertThat(calls.namedIn("400016001")).containsExactly("s-abc123");
        assertThat(calls.namedIn("s-abc1234 16001 x")).isEmpty();
    }

    @Test
    void nothing_is_put_into_words_unless_asked_for() {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS);
        String line = "session s-1/1 #5 @0 p-1 out outside INITIATED from +14155550123 to 101";
        assertThat(calls.accept(Lines.read(line, 0)).reasonings()).isEmpty();
    }

    @Test
    void a_source_that_was_away_a_call_of_long_ago_and_one_without_key_have_their_rules() {
        assertThat(reasons("5000ms gap @1000 websocket")).containsExactly("5000 source-gap -");
        assertThat(reasons("0ms presence 101 #1 @0 : -/0 in ALERTING")).containsExactly("0 no-key -");
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS, true);
        calls.forgotten(List.of("s-1"));
        String old = "session s-1/1 #2 @0 p-1 out outside INITIATED from +14155550123 to 101";
        assertThat(calls.accept(Lines.read(old, 0)).reasonings())
                .extracting(Reasoning::rule)
                .containsExactly(Rule.TOO_OLD);
    }

    @Test
    void the_platform_that_still_knows_a_session_keeps_its_call_alive() {
        assertThat(reasons(
                        "0ms session s-1/1 #2 @0 p-1 out outside INITIATED from +14155550123 to 101",
                        "60000ms look complete @59900 :",
                        "160000ms look complete @159900 :",
                        "160100ms asked s-1 there"))
                .containsExactly(
                        "0 in-place p-1",
                        "60000 look-lacks-call -",
                        "160000 look-lacks-call -",
                        "160000 platform-asked -",
                        "160100 platform-knows-it -");
    }

    @Test
    void what_a_session_s_status_shows_of_a_call_in_doubt_is_taken() throws IOException {
        assertThat(reasons(
                        "0ms session s-1/1 #2 @0 p-1 out outside INITIATED from +14155550123 to 101",
                        "60000ms look complete @59900 :",
                        "60100ms asked s-1 there p-1 out outside CONNECTED"))
                .containsExactly(
                        "0 in-place p-1",
                        "60000 look-lacks-call -",
                        "60100 in-place p-1",
                        "60100 platform-shows-state -");
    }

    /** Whether or not somebody listens, the same is told; and few rules are so rare that no world shows them. */
    @Test
    void explaining_changes_nothing_and_the_worlds_use_the_rules() throws IOException {
        Set<Rule> used = EnumSet.noneOf(Rule.class);
        for (long seed = 1; seed <= 400; seed++) {
            Random random = World.chance(seed);
            World world = new World(seed);
            boolean sessions = random.nextBoolean();
            List<World.Report> reports = new ArrayList<>(sessions ? world.sessions() : List.of());
            reports.addAll(world.presence(random.nextBoolean()));
            reports.removeIf(report -> random.nextInt(8) == 0);
            reports.replaceAll(report -> random.nextInt(5) == 0 ? report.heardAt(report.heardMs() + 4_000) : report);
            reports.addAll(PollsTest.polls(world, random));
            RulesConfig config = RulesConfig.DEFAULTS.expecting(true, sessions, random.nextBoolean());
            assertThat(events(config, World.inOrder(reports), true, used))
                    .isEqualTo(events(config, World.inOrder(reports), false, used));
        }
        try (Stream<Path> transcripts = Files.list(Path.of("src/test/resources/transcripts"))) {
            for (Path transcript : transcripts.sorted().toList()) {
                used.addAll(rulesOf(Files.readAllLines(transcript)));
            }
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(used))).isSubsetOf(RARE);
    }

    private static List<?> events(RulesConfig config, List<World.Report> reports, boolean explained, Set<Rule> used) {
        AccountCalls calls = new AccountCalls("acme", config, explained);
        List<Object> events = new ArrayList<>();
        for (World.Report report : reports) {
            Decision decision = calls.accept(Lines.read(report.line(), report.heardMs()));
            decision.reasonings().forEach(reasoning -> used.add(reasoning.rule()));
            events.addAll(decision.events());
            for (Ask ask : decision.asks()) {
                if (ask instanceof Ask.Session session) {
                    String answer = "asked " + session.telephonySessionId() + " gone";
                    Decision answered = calls.accept(Lines.read(answer, report.heardMs()));
                    answered.reasonings().forEach(reasoning -> used.add(reasoning.rule()));
                    events.addAll(answered.events());
                }
            }
        }
        return events;
    }

    private static Set<Rule> rulesOf(List<String> transcript) {
        Set<Rule> used = EnumSet.noneOf(Rule.class);
        String given = transcript.stream()
                .filter(line -> line.startsWith("given "))
                .findFirst()
                .orElseThrow();
        RulesConfig config = given.contains("presence")
                ? RulesConfig.DEFAULTS.expecting(true, false, !given.contains("nobody"))
                : RulesConfig.DEFAULTS.expecting(!given.contains("single"), true, true);
        AccountCalls calls = new AccountCalls("acme", config, true);
        for (String line : transcript) {
            if (line.matches("\\d+ms .*") && !line.endsWith("tick")) {
                long ms = Long.parseLong(line.substring(0, line.indexOf("ms ")));
                calls.accept(Lines.read(line.substring(line.indexOf("ms ") + 3).strip(), ms))
                        .reasonings()
                        .forEach(reasoning -> used.add(reasoning.rule()));
            }
        }
        return used;
    }

    private static List<String> reasons(String... lines) {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS, true);
        List<String> reasons = new ArrayList<>();
        for (String line : lines) {
            long ms = Long.parseLong(line.substring(0, line.indexOf("ms ")));
            for (Optional<Instant> next = calls.nextDeadline();
                    next.isPresent() && next.get().isBefore(Lines.at(ms));
                    next = calls.nextDeadline()) {
                add(calls.advance(next.get()), Told.ms(next.get()), reasons);
            }
            add(calls.accept(Lines.read(line.substring(line.indexOf("ms ") + 3), ms)), ms, reasons);
        }
        return reasons;
    }

    private static void add(Decision decision, long ms, List<String> reasons) {
        decision.reasonings()
                .forEach(reasoning -> reasons.add(ms + " " + reasoning.rule().word() + " "
                        + reasoning.leg().orElse("-")));
    }
}
