package io.switchhook.connector.hubspot;

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
import io.switchhook.connector.User;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Creates a call's record once and patches it afterwards; in doubt it looks for our key first. */
final class HubSpot implements Connector {
    private static final String VERSION = "1";

    /** Calls at a time; chosen: far below the 100 requests in 10 s that a private app has, and room for doubtful ones. */
    private static final int CONCURRENCY = 8;

    private static final int SEARCH_LAG_MAX_SECONDS = 300;
    private static final long SEARCH_LAG_SECONDS = 5;
    private static final int OWNERS_PAGE = 500;

    private final CallProperties properties;
    private final HubSpotApi api;
    private final ContactSearch contacts;
    private final Records records;

    HubSpot(Context context, HubSpotApi api, CallProperties properties, ContactSearch contacts) {
        Duration lag = Duration.ofSeconds(context.config()
                .whole("searchLagSeconds", 0, SEARCH_LAG_MAX_SECONDS)
                .orElse(SEARCH_LAG_SECONDS));
        this.api = api;
        this.properties = properties;
        this.contacts = contacts;
        this.records = new Records(api, properties, contacts, new Doubts(context.clock(), lag));
    }

    @Override
    public Description describe() {
        return new Description(
                VERSION,
                Guarantee.EXACTLY_ONE,
                false,
                EnumSet.of(Ability.FIND_CONTACTS, Ability.UPDATE, Ability.LIST_USERS),
                CONCURRENCY);
    }

    /** The list of dispositions needs the token, and tells whether those that the operator named are there. */
    @Override
    public CompletionStage<Checked> check() {
        return api.get("/calling/v1/dispositions").thenCompose(answer -> {
            Checked checked = checked(answer);
            return checked.ok() && !properties.keyProperty().equals(CallProperties.KEY)
                    ? checkKeyProperty()
                    : CompletableFuture.completedStage(checked);
        });
    }

    private Checked checked(Answer answer) {
        if (!answer.isOk()) {
            return new Checked(false, "GET /calling/v1/dispositions was answered with " + answer.status());
        }
        String listed = answer.text();
        List<String> missing = properties.ownDispositions().stream()
                .filter(guid -> !listed.contains(guid))
                .toList();
        return missing.isEmpty()
                ? new Checked(true, "HubSpot lets us in")
                : new Checked(false, "dispositions that this portal does not have: " + String.join(", ", missing));
    }

    private CompletionStage<Checked> checkKeyProperty() {
        String name = properties.keyProperty();
        return api.get("/crm/v3/properties/calls/" + name)
                .thenApply(answer -> answer.isOk()
                        ? new Checked(true, "HubSpot lets us in, and calls have the property " + name)
                        : new Checked(false, "calls have no property " + name + ": " + answer.status()));
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        return records.write(update);
    }

    @Override
    public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        CompletionStage<List<Found>> all = CompletableFuture.completedStage(List.of());
        for (PhoneNumber number : numbers) {
            all = all.thenCompose(before -> find(contacts.searches(number)).thenApply(found -> {
                List<Found> more = new ArrayList<>(before);
                more.add(new Found(number, found));
                return more;
            }));
        }
        return all;
    }

    private CompletionStage<List<Contact>> find(List<JsonObject> searches) {
        if (searches.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return api.search(HubSpotApi.CONTACTS + "/search", searches.get(0)).thenCompose(answer -> {
            List<Contact> found = contacts.read(HubSpotApi.read(answer));
            return found.isEmpty()
                    ? find(searches.subList(1, searches.size()))
                    : CompletableFuture.completedStage(found);
        });
    }

    @Override
    public CompletionStage<List<User>> listUsers() {
        return owners(Optional.empty(), List.of());
    }

    private CompletionStage<List<User>> owners(Optional<String> after, List<User> before) {
        String page = "/crm/v3/owners?limit=" + OWNERS_PAGE
                + after.map(next -> "&after=" + next).orElse("");
        return api.get(page).thenCompose(answer -> {
            JsonObject body = HubSpotApi.read(answer);
            List<User> users = new ArrayList<>(before);
            for (Object owner : body.getJsonArray("results", new JsonArray())) {
                if (owner instanceof JsonObject one) {
                    users.add(user(one));
                }
            }
            Optional<String> next = Optional.ofNullable(body.getJsonObject("paging"))
                    .map(paging -> paging.getJsonObject("next"))
                    .map(link -> link.getString("after"));
            return next.isEmpty() ? CompletableFuture.completedStage(users) : owners(next, users);
        });
    }

    private static User user(JsonObject owner) {
        String name = (owner.getString("firstName", "") + " " + owner.getString("lastName", "")).strip();
        return new User(
                String.valueOf(owner.getValue("id")),
                name,
                Optional.ofNullable(owner.getString("email")),
                Optional.empty());
    }
}
