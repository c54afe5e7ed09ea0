package io.switchhook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fuzzing guided by coverage: Jazzer in a process of its own, begun from what the platform really writes. */
class DecoderFuzzTest {
    /** Runs in every run of the tests; {@code scripts/prove --fuzz MINUTES} is bounded by time instead. */
    private static final int RUNS = Integer.getInteger("fuzz.runs", 10_000);

    private static final int MINUTES = Integer.getInteger("fuzz.minutes", 0);
    private static final long SEED = Long.getLong("fuzz.seed", Prove.SEED);
    private static final Path CORPUS = Path.of("src/test/resources/proof/corpus");
    private static final List<String> LIBRARIES = List.of("jazzer", "jackson-core", "test-classes", "classes");

    @TempDir
    Path folder;

    @Test
    void what_was_once_found_stays_cured() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            files.sorted().forEach(found::add);
        }
        for (Path file : found) {
            DecoderFuzz.fuzzerTestOneInput(Files.readAllBytes(file));
        }
        assertThat(found).isNotEmpty();
    }

    @Test
    void no_bytes_that_coverage_leads_to_make_the_decoder_or_the_rules_throw() throws Exception {
        assumeTrue(System.getProperty("os.name").contains("Linux"), "Jazzer's native part is for Linux here");
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        seeds(seeds);
        Path artifacts = Files.createDirectories(Path.of("target", "proof"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + DecoderFuzz.class.getName(),
                "--instrumentation_includes=io.switchhook.ringcentral.decode.**:io.switchhook.call.**",
                "-artifact_prefix=" + artifacts.toAbsolutePath() + "/",
                "-max_len=16384",
                "-seed=" + (int) SEED,
                MINUTES > 0 ? "-max_total_time=" + MINUTES * 60L : "-runs=" + RUNS,
                seeds.toString(),
                CORPUS.toAbsolutePath().toString()));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES + 10L, TimeUnit.MINUTES)).isTrue();
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
            System.out.println("DecoderFuzzTest: -Dfuzz.seed=" + SEED + "; "
                    + lines.stream()
                            .filter(line -> line.contains("DONE"))
                            .findFirst()
                            .orElse("no end"));
            assertThat(process.exitValue()).as("%s", tail).isZero();
            assertThat(lines).as("%s", tail).anyMatch(line -> line.contains("DONE"));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Only what the target needs: with the test libraries beside it Jazzer takes them for its own. */
    private static String classPath() {
        return String.join(
                ":",
                Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                        .filter(entry -> LIBRARIES.stream()
                                .anyMatch(name ->
                                        Path.of(entry).getFileName().toString().startsWith(name)))
                        .toList());
    }

    /** Some calls of every kind, as the lines that the target reads. */
    private static void seeds(Path seeds) throws IOException {
        Random random = new Random(SEED);
        for (Script script : ScriptBook.ALL) {
            World world = new World(random.nextInt(1_000), View.BOTH, Weather.named("polled"), Optional.of(script));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (Report report : world.heard) {
                if (bytes.size() + report.body().length < 12_000) {
                    bytes.write(DecoderFuzz.letter(report.kind()));
                    bytes.write(report.body());
                    bytes.write('\n');
                }
            }
            Files.write(seeds.resolve(script.kind()), bytes.toByteArray());
        }
    }
}
