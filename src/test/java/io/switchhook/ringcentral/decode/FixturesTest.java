package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recorded and published texts, where they are at hand: beside the checkout, or where {@code -Dfixtures} says. */
class FixturesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "/restapi/v1.0/account/1/extension/2";

    @TestFactory
    Stream<DynamicTest> every_telephony_notification_is_understood_without_loss() {
        return cases("telephony-sessions", file -> notification(file, "/telephony/sessions"));
    }

    @TestFactory
    Stream<DynamicTest> every_presence_is_understood_without_loss() {
        return Stream.concat(
                cases("presence", FixturesTest::presence), cases("account-presence", FixturesTest::presence));
    }

    @TestFactory
    Stream<DynamicTest> every_list_of_records_is_understood_without_loss() {
        return Stream.concat(
                cases("active-calls", file -> records("activeCalls", file)),
                cases("call-log", file -> records("callLog", file)));
    }

    @Test
    void every_message_notification_is_ignored_by_name() {
        List<Case> cases = files("message-store")
                .flatMap(file -> notification(file, "").stream())
                .filter(one -> one.text().has("event") && !one.invented())
                .toList();
        for (Case one : cases) {
            assertThat(Texts.decode(one.kind(), one.text().toString()))
                    .as(one.name())
                    .isInstanceOfSatisfying(
                            Decoded.Ignored.class,
                            ignored -> assertThat(ignored.what()).isIn("message-store", "voicemail", "fax"));
        }
        assertThat(cases).hasSizeGreaterThan(10);
    }

    /** One text to decode; invented when its event's name had to be added. */
    private record Case(String name, String kind, JsonNode text, boolean invented) {}

    private interface Reading {
        List<Case> of(Path file);
    }

    private static Stream<DynamicTest> cases(String folder, Reading reading) {
        List<Case> cases =
                files(folder).flatMap(file -> reading.of(file).stream()).toList();
        return cases.stream().map(one -> dynamicTest(one.name(), () -> check(one)));
    }

    private static void check(Case one) {
        Decoded decoded = Texts.decode(one.kind(), one.text().toString());
        String event = one.text().path("event").asText();
        if (event.contains("/presence/") || event.contains("/call-queues/")) {
            assertThat(decoded).isInstanceOf(Decoded.Ignored.class);
            return;
        }
        assertThat(decoded).isInstanceOf(Decoded.Understood.class);
        Decoded.Understood understood = (Decoded.Understood) decoded;
        if (one.invented()) {
            // Partial texts of the guide: parties without ids, calls without states.
            return;
        }
        assertThat(understood.notes()).isEmpty();
        assertThatCode(() -> Loss.check(one.text(), understood.evidence())).doesNotThrowAnyException();
    }

    private static List<Case> notification(Path file, String suffix) {
        JsonNode text = read(file);
        // A frame of the websocket: the transport takes the notification out of it.
        JsonNode envelope = text.isArray() && text.size() == 2 ? text.get(1) : text;
        if (envelope.has("event") || envelope.has("pn_apns")) {
            return List.of(new Case(name(file), "notification", envelope, false));
        }
        if (!envelope.has("body")) {
            return List.of();
        }
        ObjectNode named = envelope.deepCopy();
        named.put("event", PATH + suffix);
        return List.of(new Case(name(file), "notification", named, true));
    }

    private static List<Case> presence(Path file) {
        JsonNode text = read(file);
        if (text.has("extension") && !text.has("event")) {
            return List.of(new Case(name(file), "presence", text, false));
        }
        if (text.has("records")) {
            return Stream.iterate(0, i -> i + 1)
                    .limit(text.path("records").size())
                    .map(i -> new Case(
                            name(file) + " " + i,
                            "presence",
                            text.get("records").get(i),
                            false))
                    .toList();
        }
        if (text.has("extensionId")) {
            ObjectNode envelope = MAPPER.createObjectNode().put("event", PATH + "/presence");
            return List.of(new Case(name(file), "notification", envelope.set("body", text), false));
        }
        return notification(file, "/presence");
    }

    private static List<Case> records(String kind, Path file) {
        JsonNode text = read(file);
        ObjectNode list = MAPPER.createObjectNode();
        if (text.has("records")) {
            return List.of(new Case(name(file), kind, text, false));
        }
        if (text.isArray()) {
            return List.of(new Case(name(file), kind, list.set("records", text), false));
        }
        list.putArray("records").add(text);
        return text.has("id") && text.has("direction") ? List.of(new Case(name(file), kind, list, false)) : List.of();
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String folder) {
        Optional<Path> root = Stream.of(System.getProperty("fixtures", ""), "../shared/fixtures")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(root.isPresent(), "no recorded texts at hand");
        try (Stream<Path> found = Files.walk(root.get().resolve(folder))) {
            return found.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
