package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchhook.call.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Texts changed at random: the order of members means nothing, and no change makes the decoder fail. */
class MutationTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Mutants for each of the eight samples. */
    private static final int MUTANTS = 4_000;

    private static final List<String> KINDS =
            List.of("oversize not-json too-deep not-object no-event no-body no-records session-without-id"
                    .concat(" presence-without-extension gap-without-times")
                    .split(" "));

    /** Values of every type, put where others stood. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e999",
            "123456789012345678901234567890",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[[1]]",
            "{\"id\":{}}",
            "\"9999999999999999999\"",
            "9223372036854775807",
            "1.5",
            "\"\\u0000\\ud800\"");

    @Test
    void every_sample_is_understood() {
        for (Samples.Sample sample : Samples.ALL) {
            assertThat(Texts.decode(sample.kind(), sample.text())).isInstanceOf(Decoded.Understood.class);
        }
    }

    @RepeatedTest(50)
    void the_order_of_members_means_nothing() throws IOException {
        Random random = seeded();
        for (Samples.Sample sample : Samples.ALL) {
            Evidence straight = Texts.evidence(Evidence.class, Texts.decode(sample.kind(), sample.text()));
            StringBuilder shuffled = new StringBuilder();
            write(MAPPER.readTree(sample.text()), random, shuffled, false);
            assertThat(Texts.evidence(Evidence.class, Texts.decode(sample.kind(), shuffled.toString())))
                    .as("%s", shuffled)
                    .isEqualTo(straight);
        }
    }

    @Test
    void whatever_the_structure_the_answer_is_a_value() throws IOException {
        Random random = seeded();
        int understood = 0;
        for (Samples.Sample sample : Samples.ALL) {
            JsonNode tree = MAPPER.readTree(sample.text());
            for (int i = 0; i < MUTANTS; i++) {
                StringBuilder mutant = new StringBuilder();
                write(tree, random, mutant, true);
                understood += isUnderstood(sample.kind(), mutant.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
            }
        }
        assertThat(understood)
                .as("mutants that are still evidence")
                .isBetween(1_000, Samples.ALL.size() * MUTANTS - 1_000);
    }

    @Test
    void whatever_the_bytes_the_answer_is_a_value() {
        Random random = seeded();
        for (Samples.Sample sample : Samples.ALL) {
            byte[] whole = sample.text().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < MUTANTS; i++) {
                byte[] mutant =
                        Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
                for (int flips = random.nextInt(4); flips > 0 && mutant.length > 0; flips--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                isUnderstood(sample.kind(), mutant);
            }
        }
    }

    private static boolean isUnderstood(String kind, byte[] mutant) {
        Decoded decoded;
        try {
            decoded = Texts.decode(kind, mutant);
        } catch (RuntimeException e) {
            throw new AssertionError("Expected a value for " + new String(mutant, StandardCharsets.UTF_8), e);
        }
        assertThat(decoded).isNotNull();
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.kind()).isIn(KINDS);
            assertThat(malformed.why()).isNotBlank().doesNotContain(Samples.SECRET);
        }
        if (decoded instanceof Decoded.Understood understood) {
            assertThat(understood.notes())
                    .hasSizeLessThanOrEqualTo(16)
                    .allMatch(note -> !note.contains(Samples.SECRET));
        }
        return decoded instanceof Decoded.Understood;
    }

    /** Writes members in any order and, when asked, leaves out, doubles and replaces some. */
    private static void write(JsonNode node, Random random, StringBuilder out, boolean mutate) {
        if (mutate && random.nextInt(60) == 0) {
            out.append(ODD.get(random.nextInt(ODD.size())));
        } else if (node.isObject()) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                for (int times = mutate ? times(random) : 1; times > 0; times--) {
                    StringBuilder text = new StringBuilder("\"" + member.getKey() + "\":");
                    write(member.getValue(), random, text, mutate);
                    members.add(text.toString());
                }
            }
            Collections.shuffle(members, random);
            out.append('{').append(String.join(",", members)).append('}');
        } else if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            for (JsonNode element : node) {
                StringBuilder text = new StringBuilder();
                write(element, random, text, mutate);
                elements.add(text.toString());
            }
            out.append('[').append(String.join(",", elements)).append(']');
        } else {
            out.append(node);
        }
    }

    private static int times(Random random) {
        int dice = random.nextInt(40);
        return dice == 0 ? 0 : dice == 1 ? 2 : 1;
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
