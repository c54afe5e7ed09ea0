package io.switchhook.delivery;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.Artifact;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Contact;
import io.switchhook.connector.ContactDraft;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Found;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Key;
import io.switchhook.connector.TextHash;
import io.switchhook.connector.Written;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** A CRM with contacts, users and records, over HTTP, and its connector. It misbehaves as it is told. */
final class AddressBook implements AutoCloseable {
    private final HttpServer server;
    /** Contacts by id, each with number, owner, since and last. */
    final Map<String, JsonObject> contacts = new ConcurrentSkipListMap<>();
    /** Records by key of the call, with contact and owner; written by PUT. */
    final Map<String, JsonObject> records = new ConcurrentSkipListMap<>();
    /** Each request as {@code GET /contacts?number=…}, in order. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    /** What is answered to a request instead of the truth; 0 for the truth, less for the truth and no answer. */
    volatile Function<String, Integer> mood = request -> 0;

    AddressBook(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();
    }

    AddressBook knows(String id, String number, String owner) {
        contacts.put(id, new JsonObject().put("id", id).put("number", number).put("owner", owner));
        return this;
    }

    List<String> asked(String begin) {
        return asked.stream().filter(request -> request.startsWith(begin)).toList();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String name = request.method() + " " + request.uri();
        asked.add(name);
        int fault = mood.apply(name);
        if (fault > 0) {
            request.response().setStatusCode(fault).end("it is so");
            return;
        }
        String truth = truth(request, body);
        if (fault < 0) {
            request.connection().close();
        } else {
            request.response().end(truth);
        }
    }

    private String truth(HttpServerRequest request, Buffer body) {
        String[] path = request.path().substring(1).split("/", -1);
        return switch (request.method() + " " + path[0]) {
            case "GET contacts" -> {
                JsonArray found = new JsonArray();
                contacts.values().stream()
                        .filter(contact -> request.params().getAll("number").contains(contact.getString("number")))
                        .forEach(found::add);
                yield found.encode();
            }
            case "POST contacts" -> {
                String id = "new-" + (contacts.size() + 1);
                contacts.put(id, body.toJsonObject().put("id", id));
                yield contacts.get(id).encode();
            }
            case "PUT calls" -> {
                records.computeIfAbsent(path[1], key -> new JsonObject()).mergeIn(body.toJsonObject());
                yield "{}";
            }
            case "GET calls" -> records.getOrDefault(path[1], new JsonObject()).getString("text", "");
            default -> "{}";
        };
    }

    Map<String, Object> config() {
        return Map.of("url", "http://127.0.0.1:" + server.actualPort());
    }

    ConnectorFactory factory() {
        return new Factory();
    }

    @Override
    public void close() {
        server.close().await();
    }

    private static final class Factory implements ConnectorFactory {
        @Override
        public String type() {
            return "book";
        }

        @Override
        public List<Key> keys() {
            return List.of(Key.required("url", "where it is"));
        }

        @Override
        public Connector create(Context context) {
            return new Client(context);
        }
    }

    private static final class Client implements Connector {
        private final Context context;

        Client(Context context) {
            this.context = context;
        }

        @Override
        public Description describe() {
            return Description.ofPictures(
                    "1",
                    Guarantee.EXACTLY_ONE,
                    Ability.UPDATE,
                    Ability.FIND_CONTACTS,
                    Ability.CREATE_CONTACT,
                    Ability.NOTIFY_USER,
                    Ability.ATTACH_ARTIFACT);
        }

        @Override
        public CompletionStage<Checked> check() {
            return CompletableFuture.completedStage(new Checked(true, "there"));
        }

        @Override
        public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
            List<String> query = new ArrayList<>();
            numbers.forEach(number -> query.add("number=" + URLEncoder.encode(number.key(), StandardCharsets.UTF_8)));
            return send("GET", "/contacts?" + String.join("&", query), Optional.empty())
                    .thenApply(JsonArray::new)
                    .thenApply(all -> numbers.stream()
                            .map(number -> new Found(
                                    number,
                                    all.stream()
                                            .map(JsonObject.class::cast)
                                            .filter(one ->
                                                    one.getString("number").equals(number.key()))
                                            .map(Client::contact)
                                            .toList()))
                            .toList());
        }

        private static Contact contact(JsonObject one) {
            return new Contact(
                            one.getString("id"),
                            "contact",
                            one.getString("name", "somebody"),
                            Optional.ofNullable(one.getString("owner")),
                            Optional.empty())
                    .dated(
                            Optional.ofNullable(one.getInstant("since")),
                            Optional.<Instant>ofNullable(one.getInstant("last")));
        }

        @Override
        public CompletionStage<Contact> createContact(ContactDraft draft) {
            JsonObject body = new JsonObject()
                    .put("number", draft.number().key())
                    .put("name", draft.name().orElse(""))
                    .put("owner", draft.owner().orElse(null));
            return send("POST", "/contacts", Optional.of(body)).thenApply(text -> contact(new JsonObject(text)));
        }

        @Override
        public CompletionStage<Written> upsertCall(CallUpdate update) {
            String text = update.text().body();
            JsonObject fields = new JsonObject()
                    .put("contacts", update.contacts().stream().map(Contact::id).toList())
                    .put("owner", update.owner().orElse(null))
                    .put("stage", update.stage().name());
            CompletionStage<Boolean> ours = update.earlier().recordId().isEmpty()
                    ? CompletableFuture.completedStage(true)
                    : send("GET", "/calls/" + update.key(), Optional.empty())
                            .thenApply(present ->
                                    TextHash.isOurs(present, update.earlier().textHash()));
            return ours.thenCompose(may -> send(
                            "PUT", "/calls/" + update.key(), Optional.of(may ? fields.put("text", text) : fields))
                    .thenApply(done -> {
                        Written written = Written.record("r-" + update.key());
                        return may ? written.hashed(TextHash.of(text)) : written;
                    }));
        }

        @Override
        public CompletionStage<Void> notifyUser(String userId, CallUpdate update) {
            List<String> hits = update.contacts().stream().map(Contact::id).toList();
            return send("POST", "/pops/" + userId + "/" + update.key() + "/" + String.join(",", hits), Optional.empty())
                    .thenApply(done -> null);
        }

        @Override
        public CompletionStage<Void> attachArtifact(Artifact artifact) {
            String record = artifact.earlier().recordId().orElse("none");
            return send("POST", "/files/" + record + "/" + artifact.kind() + "/" + artifact.id(), Optional.empty())
                    .thenApply(done -> null);
        }

        private CompletionStage<String> send(String method, String path, Optional<JsonObject> body) {
            Request request = Request.of(method, URI.create(context.config().requiredText("url") + path));
            return context.http()
                    .send(body.map(json -> request.json(json.encode())).orElse(request))
                    .thenApply(answer -> answer.orFailure().text());
        }
    }
}
