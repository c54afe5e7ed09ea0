package io.switchhook.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules, generated from the table that the README shows too. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.switchhook");

    private static final String[] PURE = {
        "io.switchhook.call..", "io.switchhook.message..", "io.switchhook.event..", "io.switchhook.ringcentral.decode.."
    };

    @TestFactory
    Stream<DynamicTest> a_room_imports_only_what_the_table_allows() {
        return Rooms.all().stream()
                .map(room -> dynamicTest(
                        room.name(),
                        () -> classes()
                                .that()
                                .resideInAPackage(room.packageName())
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(room.allowedPackages().toArray(String[]::new))
                                .allowEmptyShould(true)
                                .check(MAIN)));
    }

    @Test
    void every_package_has_a_row_in_the_table() {
        Set<String> rows = Rooms.all().stream().map(Rooms.Room::packageName).collect(Collectors.toSet());
        Set<String> packages = new TreeSet<>();
        MAIN.forEach(type -> packages.add(type.getPackageName()));
        assertThat(packages).isSubsetOf(rows);
    }

    @Test
    void no_two_rooms_depend_on_each_other() {
        slices().matching("io.switchhook.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void nobody_but_the_command_line_knows_the_simulator() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.switchhook.simulator..", "io.switchhook.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.switchhook.simulator..")
                .check(MAIN);
    }

    @Test
    void the_pure_rooms_know_no_clock_and_no_chance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, ThreadLocalRandom.class)
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void the_pure_rooms_keep_no_unordered_collection() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Set.class, "copyOf", java.util.Collection.class)
                .orShould()
                .callMethod(java.util.Map.class, "copyOf", java.util.Map.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.HashSet.class)
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void clocks_and_ids_are_made_in_the_command_line_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.switchhook.cli..", "io.switchhook.simulator..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void nothing_sleeps_or_locks_or_blocks() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.switchhook.cli..", "io.switchhook.journal..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(io.vertx.core.Future.class, "await")
                .orShould()
                .callMethod(java.util.concurrent.CompletableFuture.class, "join")
                .orShould()
                .callMethod(java.util.concurrent.CompletableFuture.class, "get")
                .allowEmptyShould(true)
                .check(MAIN);
        assertThat(MAIN.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .toList())
                .isEmpty();
    }

    @Test
    void verticles_are_final_and_only_the_command_line_knows_them() {
        classes()
                .that()
                .areAssignableTo(io.vertx.core.VerticleBase.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .onlyBeAccessed()
                .byClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are the verticle itself or in the command line",
                        type -> type.getPackageName().equals("io.switchhook.cli")
                                || type.getSimpleName().endsWith("Verticle")
                                || type.getName().contains("Verticle$")))
                .allowEmptyShould(true)
                .check(MAIN);
    }
}
