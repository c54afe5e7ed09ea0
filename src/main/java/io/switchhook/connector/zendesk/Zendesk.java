package io.switchhook.connector.zendesk;

import io.switchhook.call.Direction;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Description;
import io.switchhook.connector.Found;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Stage;
import io.switchhook.connector.User;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes calls as call objects and shows callers to agents. Zendesk's call objects have no field for a key and cannot be
 * searched, so a create whose answer was lost is made again.
 */
final class Zendesk implements Connector {
    private static final String VERSION = "1";
    private static final String CALLS = "/api/v2/calls";
    private static final String USERS = "/api/v2/users.json?role[]=agent&role[]=admin&page[size]=100";

    private final ZendeskApi api;
    private final CallObject object;

    Zendesk(ZendeskApi api, CallObject object) {
        this.api = api;
        this.object = object;
    }

    @Override
    public Description describe() {
        return Description.ofPictures(
                VERSION,
                Guarantee.AT_LEAST_ONE,
                Ability.FIND_CONTACTS,
                Ability.UPDATE,
                Ability.NOTIFY_USER,
                Ability.LIST_USERS);
    }

    @Override
    public CompletionStage<Checked> check() {
        return api.get("/api/v2/users/me.json").thenApply(Zendesk::checked);
    }

    /** Zendesk answers a stranger with 200 and a user without an id. */
    private static Checked checked(Answer answer) {
        boolean isKnown = answer.isOk()
                && Optional.ofNullable(ZendeskApi.read(answer).getJsonObject("user"))
                        .map(user -> user.getValue("id"))
                        .isPresent();
        return isKnown
                ? new Checked(true, "Zendesk lets us in")
                : new Checked(
                        false,
                        "GET /api/v2/users/me.json was answered with " + answer.status()
                                + (answer.isOk() ? " for nobody: email and token do not fit" : ""));
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        Optional<String> known = update.earlier().recordId();
        if (known.isPresent()) {
            return api.patch(CALLS + "/" + known.get(), object.changed(update)).thenApply(answer -> {
                answer.orFailure();
                return Written.record(known.get());
            });
        }
        if (update.call().direction() == Direction.UNKNOWN && update.stage() == Stage.STARTED) {
            // The direction cannot be changed later; a picture that knows will come.
            return CompletableFuture.completedStage(Written.NOTHING);
        }
        return api.create(CALLS, object.created(update), update.key()).thenApply(Zendesk::created);
    }

    private static Written created(Answer answer) {
        JsonObject body = ZendeskApi.read(answer);
        Object id = body.getJsonObject("call", body).getValue("id");
        return id == null ? Written.NOTHING : Written.record(String.valueOf(id));
    }

    @Override
    public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        CompletionStage<List<Found>> all = CompletableFuture.completedStage(List.of());
        for (PhoneNumber number : numbers) {
            String query = URLEncoder.encode("phone:" + number.key(), StandardCharsets.UTF_8);
            all = all.thenCompose(before -> api.get("/api/v2/users/search.json?query=" + query)
                    .thenApply(answer -> {
                        List<Found> more = new ArrayList<>(before);
                        more.add(new Found(number, people(ZendeskApi.read(answer))));
                        return more;
                    }));
        }
        return all;
    }

    private static List<Contact> people(JsonObject body) {
        List<Contact> people = new ArrayList<>();
        for (JsonObject user : users(body)) {
            Contact person = new Contact(
                    String.valueOf(user.getValue("id")),
                    "user",
                    user.getString("name", ""),
                    Optional.empty(),
                    Optional.empty());
            people.add(person.dated(moment(user.getString("created_at")), moment(user.getString("updated_at"))));
        }
        return people;
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Void> notifyUser(String userId, CallUpdate update) {
        if (update.contacts().isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        String path = "/api/v2/channels/voice/agents/" + userId + "/users/"
                + update.contacts().get(0).id() + "/display.json";
        return api.post(path, new JsonObject()).thenAccept(Answer::orFailure);
    }

    @Override
    public CompletionStage<List<User>> listUsers() {
        return agents(USERS, List.of());
    }

    private CompletionStage<List<User>> agents(String page, List<User> before) {
        return api.get(page.replace("[", "%5B").replace("]", "%5D")).thenCompose(answer -> {
            JsonObject body = ZendeskApi.read(answer);
            List<User> agents = new ArrayList<>(before);
            for (JsonObject user : users(body)) {
                agents.add(new User(
                        String.valueOf(user.getValue("id")),
                        user.getString("name", ""),
                        Optional.ofNullable(user.getString("email")),
                        Optional.ofNullable(user.getString("phone"))));
            }
            boolean hasMore = body.getJsonObject("meta", new JsonObject()).getBoolean("has_more", false);
            String next =
                    api.pathOf(body.getJsonObject("links", new JsonObject()).getString("next", ""));
            return hasMore && !next.isEmpty() ? agents(next, agents) : CompletableFuture.completedStage(agents);
        });
    }

    private static List<JsonObject> users(JsonObject body) {
        List<JsonObject> users = new ArrayList<>();
        for (Object one : body.getJsonArray("users", new JsonArray())) {
            if (one instanceof JsonObject user && user.getValue("id") != null) {
                users.add(user);
            }
        }
        return users;
    }
}
