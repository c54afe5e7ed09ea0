package io.switchhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, run for real, with a Java and a Maven of ours that only tell how they were called. */
class ScriptsTest {
    /** Tells its process and its arguments, one a line. */
    private static final String JAVA = """
            #!/bin/bash
            echo "pid $$"
            printf '%s\\n' "$@"
            """;

    /** Leaves the reports that Maven would, and its status. */
    private static final String MAVEN = """
            #!/bin/bash
            mkdir -p target/surefire-reports
            printf '<testsuite name="a &gt; b"\\n tests="10" errors="1" skipped="2" failures="3"><testcase/></testsuite>' \\
                > target/surefire-reports/TEST-a.xml
            printf '<testsuite name="b" tests="5" errors="0" skipped="0" failures="0"/>' \\
                > target/surefire-reports/TEST-b.xml
            exit 1
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(folder.resolve("usr/lib/switchhook"));
        Files.writeString(folder.resolve("usr/lib/switchhook/switchhook.jar"), "");
        copy("scripts/switchhook", "usr/bin/switchhook");
        java("jdk", "17.0.1");
    }

    @Test
    void the_launcher_becomes_the_java_process_and_hands_on_its_arguments() throws Exception {
        Result result = run(folder, "usr/bin/switchhook", "calls", "--number", "+1 555 0100");

        assertThat(result.lines()).first().isEqualTo("pid " + result.pid());
        assertThat(result.lines()).endsWith("-jar", jar("usr/lib/switchhook"), "calls", "--number", "+1 555 0100");
        assertThat(result.status()).isZero();
    }

    @Test
    void the_launcher_is_found_through_symbolic_links_and_from_any_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("usr/bin/switchhook"));
        Files.createSymbolicLink(folder.resolve("b"), link);

        assertThat(run(Path.of("/"), "b").lines()).endsWith("-jar", jar("usr/lib/switchhook"));
    }

    @Test
    void the_jar_may_lie_beside_the_launcher_or_in_lib() throws Exception {
        for (String home : List.of("x/bin", "y/lib")) {
            Files.createDirectories(folder.resolve(home));
            Files.writeString(folder.resolve(home).resolve("switchhook.jar"), "");
            String launcher = home.charAt(0) + "/bin/switchhook";
            copy("scripts/switchhook", launcher);

            assertThat(run(folder, launcher).lines()).endsWith("-jar", jar(home));
        }
    }

    @Test
    void a_jar_that_is_missing_is_told_with_the_places_that_were_looked_at() throws Exception {
        copy("scripts/switchhook", "empty/switchhook");

        Result result = run(folder, "empty/switchhook");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .singleElement()
                .asString()
                .contains("Expected switchhook.jar in " + folder + "/empty");
    }

    @Test
    void a_java_that_is_too_old_is_named_and_not_used() throws Exception {
        java("jdk", "11.0.2");

        Result result = run(folder, "usr/bin/switchhook");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .singleElement()
                .asString()
                .contains("Expected Java 17 or newer", folder + "/jdk/bin/java is Java 11", "apt-get install");
    }

    @Test
    void own_options_of_the_jvm_come_last() throws Exception {
        List<String> lines = run(folder, "usr/bin/switchhook").lines();

        assertThat(lines.subList(lines.indexOf("-Down=1"), lines.size()))
                .containsExactly("-Down=1", "-Down=2", "-jar", jar("usr/lib/switchhook"));
    }

    @Test
    void the_test_script_ends_with_the_totals_of_all_reports_and_fails_with_maven() throws Exception {
        copy("scripts/test", "tree/scripts/test");
        copy(".ci/run", "tree/.ci/run");
        for (String tool : List.of("javac", "chromium", "node", "npm")) {
            write("jdk/bin/" + tool, "#!/bin/bash\n");
        }
        write("jdk/bin/mvn", MAVEN);

        for (String script : List.of("tree/scripts/test", "tree/.ci/run")) {
            Result result = run(Path.of("/"), script);

            assertThat(result.lines()).last().isEqualTo("9 passed, 4 failed, 2 skipped");
            assertThat(result.status()).isEqualTo(1);
        }
    }

    /** How a script ended, and everything that it wrote. */
    private record Result(long pid, int status, List<String> lines) {}

    private Result run(Path from, String script, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(folder.resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(from.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", folder + "/jdk/bin:/usr/bin:/bin"));
        builder.environment().put("JAVA_HOME", folder + "/jdk");
        builder.environment().put("SWITCHHOOK_JAVA_OPTS", "-Down=1 -Down=2");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Result(process.pid(), process.exitValue(), Files.readAllLines(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private String jar(String home) throws IOException {
        return folder.toRealPath().resolve(home).resolve("switchhook.jar").toString();
    }

    private void java(String home, String version) throws IOException {
        write(home + "/bin/java", JAVA);
        write(home + "/release", "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void copy(String source, String target) throws IOException {
        write(target, Files.readString(Path.of(source)));
    }

    private void write(String target, String text) throws IOException {
        Path file = folder.resolve(target);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
