package io.switchhook.connector.salesforce;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Doubts;
import io.switchhook.connector.Found;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.NumberFormat;
import io.switchhook.connector.Numbers;
import io.switchhook.connector.User;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Writes calls as tasks, and looks for people by their telephone numbers. */
final class Salesforce implements Connector {
    private static final String VERSION = "1";
    private static final int SEARCH_LAG_MAX_SECONDS = 300;
    private static final long SEARCH_LAG_SECONDS = 2;

    /** People of a number that are looked at; chosen: more than any policy tells apart. */
    private static final int FOUND_MAX = 50;

    /** What is asked of a person; an activity's day alone would not tell two of one day apart. */
    private static final String PERSON = "Id, Name, OwnerId, CreatedDate, LastModifiedDate";

    private static final List<NumberFormat> SPELLINGS =
            List.of(NumberFormat.E164_DIGITS, NumberFormat.DIGITS, NumberFormat.NATIONAL, NumberFormat.INTERNATIONAL);

    private final SalesforceApi api;
    private final TaskFields fields;
    private final Tasks tasks;

    Salesforce(Context context, SalesforceApi api, TaskFields fields) {
        Duration lag = Duration.ofSeconds(context.config()
                .whole("searchLagSeconds", 0, SEARCH_LAG_MAX_SECONDS)
                .orElse(SEARCH_LAG_SECONDS));
        this.api = api;
        this.fields = fields;
        this.tasks = new Tasks(api, fields, new Doubts(context.clock(), lag));
    }

    @Override
    public Description describe() {
        return Description.ofPictures(
                VERSION, Guarantee.EXACTLY_ONE, Ability.FIND_CONTACTS, Ability.UPDATE, Ability.LIST_USERS);
    }

    /** The description of tasks needs the token, and tells whether the field of our key is there and fit. */
    @Override
    public CompletionStage<Checked> check() {
        Optional<String> field = fields.externalField();
        String path = field.isPresent() ? "/sobjects/Task/describe" : "/sobjects/Task";
        return api.get(path).thenApply(answer -> {
            if (!answer.isOk()) {
                return new Checked(false, "GET " + path + " was answered with " + answer.status());
            }
            return field.isEmpty() || hasExternalId(SalesforceApi.read(answer), field.get())
                    ? new Checked(true, "Salesforce lets us in")
                    : new Checked(false, "tasks have no external id " + field.get() + " that this user may see");
        });
    }

    private static boolean hasExternalId(JsonObject task, String field) {
        return task.getJsonArray("fields", new JsonArray()).stream()
                .anyMatch(one -> one instanceof JsonObject known
                        && field.equals(known.getString("name"))
                        && known.getBoolean("externalId", false));
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        return tasks.write(update);
    }

    @Override
    public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        CompletionStage<List<Found>> all = CompletableFuture.completedStage(List.of());
        for (PhoneNumber number : numbers) {
            all = all.thenCompose(before -> find(number).thenApply(found -> {
                List<Found> more = new ArrayList<>(before);
                more.add(new Found(number, found));
                return more;
            }));
        }
        return all;
    }

    private CompletionStage<List<Contact>> find(PhoneNumber number) {
        String terms = Numbers.INTERNATIONAL.spellings(number, SPELLINGS).stream()
                .map(Salesforce::escaped)
                .map(term -> "\"" + term + "\"")
                .collect(Collectors.joining(" OR "));
        if (terms.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        String sosl = "FIND {" + terms + "} IN PHONE FIELDS RETURNING Contact(" + PERSON + "), Lead(" + PERSON
                + " WHERE IsConverted = false), Account(" + PERSON + ") LIMIT " + FOUND_MAX;
        return api.get("/search?q=" + SalesforceApi.encode(sosl)).thenApply(this::people);
    }

    /** Reserved characters of SOSL (Salesforce SOQL and SOSL reference, "FIND"). */
    private static String escaped(String term) {
        return term.replaceAll("[?&|!{}\\[\\]()^~*:\\\\\"'+-]", "\\\\$0");
    }

    private List<Contact> people(Answer answer) {
        List<Contact> people = new ArrayList<>();
        // Versions before 37.0 answer with the list itself.
        JsonArray records = answer.isOk() && answer.text().strip().startsWith("[")
                ? new JsonArray(answer.text())
                : SalesforceApi.read(answer).getJsonArray("searchRecords", new JsonArray());
        for (Object one : records) {
            if (one instanceof JsonObject record && record.getString("Id") != null) {
                people.add(person(record));
            }
        }
        return people;
    }

    private Contact person(JsonObject record) {
        String id = record.getString("Id");
        String type = record.getJsonObject("attributes", new JsonObject()).getString("type", "Contact");
        Contact person = new Contact(
                id,
                type,
                record.getString("Name", ""),
                Optional.ofNullable(record.getString("OwnerId")),
                Optional.of(api.address(type, id)));
        return person.dated(moment(record.getString("CreatedDate")), moment(record.getString("LastModifiedDate")));
    }

    /** Salesforce writes offsets without a colon: 2026-03-04T09:15:32.000+0000. */
    private static Optional<Instant> moment(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text.replaceAll("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<List<User>> listUsers() {
        return api.query("SELECT Id, Name, Email, Phone FROM User WHERE IsActive = true ORDER BY Id")
                .thenCompose(answer -> users(answer, List.of()));
    }

    private CompletionStage<List<User>> users(Answer answer, List<User> before) {
        JsonObject body = SalesforceApi.read(answer);
        List<User> users = new ArrayList<>(before);
        for (Object one : body.getJsonArray("records", new JsonArray())) {
            if (one instanceof JsonObject user) {
                users.add(new User(
                        user.getString("Id", ""),
                        user.getString("Name", ""),
                        Optional.ofNullable(user.getString("Email")),
                        Optional.ofNullable(user.getString("Phone"))));
            }
        }
        String next = body.getString("nextRecordsUrl");
        return next == null
                ? CompletableFuture.completedStage(users)
                : api.page(next).thenCompose(page -> users(page, users));
    }
}
