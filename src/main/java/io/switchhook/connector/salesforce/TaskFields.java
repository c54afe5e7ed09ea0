package io.switchhook.connector.salesforce;

import io.switchhook.call.Call;
import io.switchhook.call.Outcome;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Contact;
import io.switchhook.connector.OutcomeWords;
import io.switchhook.connector.Stage;
import io.switchhook.connector.TextHash;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a task says of a call (connectors.md D4.4; Salesforce object reference, "Task"). */
final class TaskFields {
    /** Where our key stands in tasks that have no field of ours; at most 255 characters. */
    static final String KEY = "CallObject";

    private static final String SUBJECT = "Subject";
    private static final String DESCRIPTION = "Description";
    private static final int DESCRIPTION_MAX = 32_000;
    private static final int DISPOSITION_MAX = 255;
    private static final int MS_PER_SECOND = 1_000;
    private static final List<String> PEOPLE = List.of("Contact", "Lead");

    /** {@code CallDisposition} of calls that are over, where the operator says nothing else. */
    private static final OutcomeWords DISPOSITIONS = OutcomeWords.read("""
            answered   *  Answered
            missed     *  Missed
            voicemail  *  Voicemail
            abandoned  *  Abandoned
            busy       *  Busy
            rejected   *  Rejected
            canceled   *  Canceled
            failed     *  Failed
            fax        *  Fax
            *          *  Unknown
            """);

    private final Optional<String> externalField;
    private final String openStatus;
    private final String doneStatus;
    private final ZoneId zone;
    private final Map<String, String> dispositions = new TreeMap<>();

    private TaskFields(Config config) {
        externalField = config.text("externalField");
        openStatus = config.text("openStatus").orElse("In Progress");
        doneStatus = config.text("doneStatus").orElse("Completed");
        zone = zone(config.text("timeZone").orElse("UTC"));
    }

    static TaskFields of(Config config) {
        config.text("externalField")
                .filter(name -> !name.matches("[A-Za-z][A-Za-z0-9_]{0,79}"))
                .ifPresent(name -> {
                    throw new BadConfiguration(
                            "externalField", "the API name of a field, such as Call_Key__c", "it is none");
                });
        TaskFields fields = new TaskFields(config);
        config.section("dispositions")
                .all()
                .forEach((outcome, word) -> fields.dispositions.put(outcome, String.valueOf(word)));
        return fields;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BadConfiguration("timeZone", "a time zone such as Europe/Berlin", "it is none");
        }
    }

    Optional<String> externalField() {
        return externalField;
    }

    /** The whole task, as it is created. */
    JsonObject created(CallUpdate update, Text text) {
        JsonObject task = facts(update).put("TaskSubtype", "Call").put(KEY, update.key());
        if (externalField.filter(KEY::equals).isPresent()) {
            task.remove(KEY);
        }
        LocalDate day = LocalDate.ofInstant(update.call().times().startedAt(), zone);
        task.put("ActivityDate", day.toString());
        link(task, update.contacts());
        return text.writeTo(task);
    }

    /** A task is of one person and of one thing; one that is of a lead can be of nothing else. */
    private static void link(JsonObject task, List<Contact> contacts) {
        Optional<Contact> who =
                contacts.stream().filter(one -> PEOPLE.contains(one.type())).findFirst();
        who.ifPresent(one -> task.put("WhoId", one.id()));
        contacts.stream()
                .filter(one -> !PEOPLE.contains(one.type()))
                .findFirst()
                .filter(one -> who.filter(lead -> lead.type().equals("Lead")).isEmpty())
                .ifPresent(one -> task.put("WhatId", one.id()));
    }

    /** What is ours alone in a task, whatever a person did to it. */
    JsonObject facts(CallUpdate update) {
        Call call = update.call();
        boolean isOver = call.state().isOver();
        JsonObject facts = new JsonObject().put("Status", isOver ? doneStatus : openStatus);
        switch (call.direction()) {
            case INBOUND -> facts.put("CallType", "Inbound");
            case OUTBOUND -> facts.put("CallType", "Outbound");
            case INTERNAL -> facts.put("CallType", "Internal");
            case UNKNOWN -> {}
        }
        if (isOver) {
            long ms = call.durations().talkMs() + call.durations().holdMs();
            facts.put("CallDurationInSeconds", (ms + MS_PER_SECOND / 2) / MS_PER_SECOND);
            disposition(call).ifPresent(word -> facts.put("CallDisposition", cut(word, DISPOSITION_MAX)));
        }
        boolean mayOwn =
                update.earlier().reached().filter(Stage.COMPLETED::equals).isEmpty();
        update.owner().filter(id -> mayOwn).ifPresent(id -> facts.put("OwnerId", id));
        return facts;
    }

    private Optional<String> disposition(Call call) {
        String own = dispositions.get(call.outcome().orElse(Outcome.UNKNOWN).word());
        return own == null ? DISPOSITIONS.of(call) : Optional.of(own).filter(word -> !word.isBlank());
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }

    /**
     * The two texts of a task that people may edit.
     *
     * @param subject one line, at most 255 characters
     * @param description at most 32,000 characters
     */
    record Text(String subject, String description) {
        static Text of(CallUpdate update) {
            CallText text = CallText.of(update.call(), update.numbers());
            return new Text(text.subject(), cut(text.body(), DESCRIPTION_MAX));
        }

        /** What stands in a task. */
        static String present(JsonObject task) {
            return (text(task, SUBJECT) + "\n" + text(task, DESCRIPTION)).strip();
        }

        private static String text(JsonObject task, String name) {
            Object value = task.getValue(name);
            return value == null ? "" : String.valueOf(value);
        }

        JsonObject writeTo(JsonObject task) {
            return task.put(SUBJECT, subject).put(DESCRIPTION, description);
        }

        String hash() {
            return TextHash.of(subject + "\n" + description);
        }
    }
}
