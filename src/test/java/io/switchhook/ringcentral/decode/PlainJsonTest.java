package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of bytes beside a general one: it may refuse, but never say something else. */
class PlainJsonTest {
    private static final int TEXTS = 30_000;

    private static final JsonFactory GENERAL = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PlainJson.NESTING_MAX)
                    .build())
            .build();

    /** What is put somewhere into a text; whatever stands there, the two readers must agree about it. */
    private static final String[] ODD = {
        "\"",
        "\\",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\u12",
        "\\x",
        "\\/",
        "\u0001",
        "\n",
        "\t",
        " ",
        "é",
        "€",
        "😀",
        "\uFFFD",
        "\uFEFF",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "0",
        "-",
        "01",
        "1.",
        ".5",
        "1e5",
        "-0",
        "1E+",
        "1e400",
        "true",
        "nul",
        "null",
        "\"\":",
        "{}",
        "[]",
        "[1,]",
        "{,}",
        "\"event\"",
        "\\u0065vent",
        "12345678901234567890123",
        "9".repeat(1_001),
        "[".repeat(101),
        "\u007f",
        "/**/",
        "'",
        "NaN"
    };

    @Test
    void what_it_reads_the_general_reader_reads_too() throws IOException {
        Random random = seeded();
        int accepted = 0;
        int plain = 0;
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = changed(sample(random), random);
            Optional<List<String>> general = general(text);
            Optional<List<String>> ours = plain(PlainJson.of(text));
            String shown = new String(text, UTF_8);
            assertThat(ours.isEmpty() || ours.equals(general)).as(shown).isTrue();
            if (general.isPresent()) {
                accepted++;
                plain += ours.isPresent() ? 1 : 0;
                byte[] rewritten = Rewriting.of(text).orElse("0".getBytes(UTF_8));
                assertThat(plain(PlainJson.ofJudged(rewritten))).as(shown).isEqualTo(general);
            }
        }
        assertThat(accepted).isBetween(TEXTS / 10, TEXTS * 9 / 10);
        assertThat(plain).as("read without help, of %d", accepted).isGreaterThan(accepted * 9 / 10);
    }

    @Test
    void a_text_that_needs_the_general_reader_is_decoded_alike() {
        Random random = seeded();
        for (int i = 0; i < TEXTS; i++) {
            Samples.Sample sample = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
            String text = new String(changed(sample.text(), random), UTF_8);
            // Of names with escaped surrogates the general reader thinks otherwise in UTF-16.
            if (text.startsWith("{\"") && text.indexOf('\uFFFD') < 0 && !text.contains("\\ud")) {
                assertThat(Texts.decode(sample.kind(), text.getBytes(UTF_8)))
                        .as(text)
                        .isEqualTo(Texts.decode(sample.kind(), text.getBytes(UTF_16BE)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\u00e9\\n\\\\\\\"\\/\\b\\f\\r\\t\"}",
                "{\"a\":\"Zoë €\"}",
                "{\"a\":-0,\"b\":[1,2.5,1e9,-1.25E-3],\"c\":{},\"d\":[]}",
                " { \"a\" : [ true , false , null ] , \"\" : \"\" } trailing"
            })
    void what_the_platform_could_write_needs_no_help(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(plain(PlainJson.of(bytes))).isPresent().isEqualTo(general(bytes));
    }

    @Test
    void every_member_is_told_from_its_name_alone_wherever_it_stands() {
        assertThat(Member.of("")).isEqualTo(Member.OTHER);
        for (Member member : EnumSet.complementOf(EnumSet.of(Member.OTHER))) {
            String name = wire(member);
            for (String text : List.of(name, "\"" + name + "\"", "{\"" + name + "\":12345678}")) {
                byte[] bytes = text.getBytes(UTF_8);
                int from = text.indexOf(name);
                assertThat(Member.of(bytes, from, from + name.length())).isEqualTo(member);
                assertThat(Member.of(bytes, from, from + name.length() - 1)).isNotEqualTo(member);
            }
            assertThat(Member.of(name + "s")).isNotEqualTo(member);
            assertThat(Member.of(name)).isEqualTo(member);
        }
    }

    /** The name as the platform writes it, told from the constant's. */
    private static String wire(Member member) {
        if (member == Member.PN_APNS) {
            return "pn_apns";
        }
        String[] words = member.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder wire = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            wire.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return wire.toString();
    }

    private static String sample(Random random) {
        return Samples.ALL.get(random.nextInt(Samples.ALL.size())).text();
    }

    private static byte[] changed(String sample, Random random) {
        byte[] text = sample.getBytes(UTF_8);
        for (int times = random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length + 1);
            switch (random.nextInt(8)) {
                case 0 -> text = Arrays.copyOf(text, Math.max(at, 1));
                case 1 -> text[at % text.length] = (byte) random.nextInt(256);
                default -> {
                    // Within values more often than anywhere, so that much of it stays JSON.
                    int place = random.nextBoolean() ? at : Math.max(0, new String(text, UTF_8).indexOf("2025550"));
                    text = inserted(
                            text, Math.min(place, text.length), ODD[random.nextInt(ODD.length)].getBytes(UTF_8));
                }
            }
        }
        return text;
    }

    private static byte[] inserted(byte[] text, int at, byte[] what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, at);
        out.writeBytes(what);
        out.write(text, at, text.length - at);
        return out.toByteArray();
    }

    /** The tokens of the first value; none if that is no object or broken. */
    private static Optional<List<String>> general(byte[] text) {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = GENERAL.createParser(text)) {
            int open = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null || (open == 0 && token != JsonToken.START_OBJECT)) {
                    return Optional.empty();
                }
                open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                tokens.add(token.isStructStart() ? "(" : token.isStructEnd() ? ")" : parser.getText());
            } while (open > 0);
            return Optional.of(tokens);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same, and the text skipped as a whole ends at the same place. */
    private static Optional<List<String>> plain(PlainJson json) {
        List<String> tokens = new ArrayList<>();
        PlainJson skipped = json.again();
        try {
            if (json.first() != '{') {
                return Optional.empty();
            }
            read(json, tokens);
            skipped.skip();
            return Optional.of(tokens);
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private static void read(PlainJson json, List<String> tokens) throws NotPlain {
        switch (json.first()) {
            case '{' -> {
                tokens.add("(");
                json.enter();
                while (json.nextName()) {
                    tokens.add(json.string());
                    read(json, tokens);
                }
                tokens.add(")");
            }
            case '[' -> {
                tokens.add("(");
                json.enter();
                while (json.nextElement()) {
                    read(json, tokens);
                }
                tokens.add(")");
            }
            default -> {
                json.skip();
                tokens.add(json.string());
            }
        }
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
