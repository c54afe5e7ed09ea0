package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of reasons is complete against what the platform declares, and against what was seen besides. */
class ReasonTableTest {
    private static final List<Path> SCHEMAS = List.of(
            Path.of("../shared/openapi/rc-public-openapi.yml"),
            Path.of("../shared/openapi/rc-public-openapi-2025-01-16-last-with-pubnub.yml"),
            Path.of("../../shared/openapi/rc-public-openapi.yml"),
            Path.of("../../shared/openapi/rc-public-openapi-2025-01-16-last-with-pubnub.yml"));

    @ParameterizedTest
    @ValueSource(strings = {"CallStatusInfo", "CallResultEnum", "CallResultReasonEnum", "CallingStatusInfo"})
    void every_word_that_the_platform_declares_is_in_the_table(String declaration) throws IOException {
        List<String> words = new ArrayList<>();
        for (Path schema : SCHEMAS) {
            if (Files.exists(schema)) {
                words.addAll(declared(Files.readAllLines(schema), declaration));
            }
        }
        assumeTrue(!words.isEmpty(), "the platform's schema is not there");
        assertThat(words).allMatch(word -> ReasonTable.of(word).isPresent());
    }

    /** The members of the last enumeration of a schema: the reasons of CallStatusInfo come after its codes. */
    private static List<String> declared(List<String> lines, String name) {
        List<String> words = new ArrayList<>();
        int start = lines.indexOf("    " + name + ":");
        for (int i = start + 1; start >= 0 && i < lines.size() && lines.get(i).startsWith("     "); i++) {
            String line = lines.get(i).strip();
            if (line.equals("enum:")) {
                words.clear();
            } else if (line.startsWith("- ")) {
                words.add(line.substring(2).replace("\"", "").strip());
            }
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Conference", "Undefined", "GenericError", "NoSessionFound", "Finished", "NoSuchUser"})
    void words_seen_live_and_old_spellings_are_in_the_table(String word) {
        assertThat(ReasonTable.of(word)).isPresent();
    }

    @Test
    void a_word_that_nobody_knows_is_counted_and_stops_nothing() {
        AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS);
        String ends = " from +14155550123 to +12055550100";
        calls.accept(Lines.read("session s-1/400116 #2 @0 p-1-1 out outside INITIATED" + ends, 100));
        Decision decision = calls.accept(
                Lines.read("session s-1/400116 #3 @900 p-1-1 out outside ENDED" + ends + " reason Tomorrow", 1_000));
        assertThat(decision.unmapped()).containsExactly("Tomorrow");
        assertThat(decision.events()).isNotEmpty();
    }

    @Test
    void a_transfer_goes_on_and_is_named_for_the_help_desk() {
        ReasonTable.Reason blind = ReasonTable.of("BlindTransfer").orElseThrow();
        assertThat(blind.continues()).isTrue();
        assertThat(blind.move()).contains("blind");
        assertThat(blind.abroad().zammad()).contains("forwarded");
        assertThat(ReasonTable.of("TargetBusy").orElseThrow().abroad().hubspot())
                .contains("BUSY");
    }
}
