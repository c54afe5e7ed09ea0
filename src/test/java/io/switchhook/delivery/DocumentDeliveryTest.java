package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.document.DocumentShelf;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document through the real engine to a real receiver with faults: one record for each call, whatever happens. */
class DocumentDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Mood> FAULTS = List.of(
            Mood.ERROR, Mood.BUSY, Mood.LIMIT, Mood.REFUSED_TOKEN, Mood.WRITTEN_UNANSWERED, Mood.UNWRITTEN, Mood.HANGS);
    private static final String DOCUMENT = """
            type: acme
            guarantee: exactly-one
            keys:
              url: { required: true, meaning: "where Acme is" }
              clientId: { default: id-1, meaning: "who we are" }
            auth:
              token:
                method: POST
                url: "{{config.url}}/token"
                body: { form: { client: "{{config.clientId}}" } }
                response: { token: answer.access_token, seconds: answer.expires_in }
              bearer: "{{token}}"
            retryOn: answer.error = "LIMIT"
            rejectOn: $exists(answer.error)
            check: { method: GET, url: "{{config.url}}/records" }
            upsertCall:
              find:
                method: GET
                url: "{{config.url}}/records"
                query: { key: "{{key}}" }
                response: { id: answer.id }
              create:
                method: POST
                url: "{{config.url}}/records"
                body: { json: { key: "{{key}}", told: "{{told}}", name: "{{call.external.name}}" } }
                response: { id: answer.id, first: told }
              update:
                method: PATCH
                url: "{{config.url}}/records/{{record.id}}"
                body: { json: { key: "{{key}}", told: "{{told}}" } }
              then:
                - name: close
                  from: completed
                  when: $not(record.closed = true)
                  method: POST
                  url: "{{config.url}}/records/{{record.id}}/close"
                  response: { closed: "true" }
            """;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Office office;
    private Acme acme;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        acme = new Acme();
    }

    @AfterEach
    void close() {
        office.close();
        acme.server.close().await();
        Office.await(vertx.close());
    }

    private CourierVerticle hire(Duration timeout) {
        return office.hire(Office.common("crm", timeout, Optional.of(8)), factory(), Map.of("url", acme.url()));
    }

    private ConnectorFactory factory() {
        try {
            Files.writeString(folder.resolve("acme.yaml"), DOCUMENT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return DocumentShelf.load(List.of(folder)).factories().get("acme");
    }

    @Test
    void faults_of_every_kind_leave_one_record_for_each_call_and_it_is_told_to_its_end() {
        long seed = 20_261_122;
        System.out.println("DocumentDeliveryTest: seed " + seed);
        Random random = new Random(seed);
        acme.mood = (request, attempt) -> attempt > 2 ? Mood.FINE : fault(random.nextInt(3 * FAULTS.size()));
        hire(Duration.ofMillis(700));
        office.tellCalls(1, 12);
        awaitRecords(12);
        assertThat(deadLetters()).isEmpty();
    }

    private static Mood fault(int chance) {
        return chance < FAULTS.size() ? FAULTS.get(chance) : Mood.FINE;
    }

    @Test
    void a_restart_between_a_request_and_its_answer_makes_no_second_record() {
        acme.mood = (request, attempt) -> request.startsWith("POST /records s-") ? Mood.WRITTEN_UNANSWERED : Mood.FINE;
        hire(Duration.ofSeconds(10));
        office.tellCalls(1, 6);
        await().atMost(PATIENCE).until(() -> acme.records.size() == 6);
        office.close();
        office.open();
        acme.mood = (request, attempt) -> Mood.FINE;
        hire(Duration.ofSeconds(10));
        awaitRecords(6);
    }

    @Test
    void an_error_in_the_body_of_a_success_counts_as_the_document_says() {
        acme.mood = (request, attempt) -> request.startsWith("POST /records s-3")
                ? Mood.REFUSED
                : request.startsWith("POST /records s-") && attempt == 1 ? Mood.LIMIT : Mood.FINE;
        hire(Duration.ofSeconds(10));
        office.tellCalls(1, 5);
        await().atMost(PATIENCE)
                .until(() -> acme.told().values().stream()
                                .filter("completed"::equals)
                                .count()
                        == 4);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLetters())
                        .isNotEmpty()
                        .allMatch(letter -> letter.callId().equals("s-3")
                                && letter.reason().equals("200: {\"error\":\"NO_SUCH_FIELD\"}")));
        assertThat(acme.told()).doesNotContainKey("s-3");
    }

    @Test
    void a_token_that_is_not_taken_any_more_is_replaced_without_a_pause() {
        CourierVerticle courier = hire(Duration.ofSeconds(10));
        office.tellCalls(1, 3);
        awaitRecords(3);
        int before = acme.tokens.get();
        acme.valid = "another";
        office.tellCalls(4, 6);
        awaitRecords(6);
        assertThat(acme.tokens.get()).isEqualTo(before + 1);
        assertThat(Office.await(courier.status()).pause()).isEmpty();
        assertThat(Office.await(courier.check()).ok()).isTrue();
    }

    private void awaitRecords(int calls) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(acme.records.values().stream().map(record -> record.getString("key")))
                    .doesNotHaveDuplicates()
                    .hasSize(calls);
            assertThat(acme.told().values()).allMatch("completed"::equals);
            assertThat(acme.records.values()).allMatch(record -> record.getInteger("closed", 0) >= 1);
        });
    }

    private List<DeadLetter> deadLetters() {
        return Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 100));
    }

    /** What happens to a request. */
    private enum Mood {
        FINE,
        ERROR,
        BUSY,
        LIMIT,
        REFUSED_TOKEN,
        WRITTEN_UNANSWERED,
        UNWRITTEN,
        HANGS,
        REFUSED
    }

    /** A CRM that can be searched by key, wants a token, and has moods. */
    private final class Acme {
        final Map<Integer, JsonObject> records = new ConcurrentSkipListMap<>();
        final AtomicInteger tokens = new AtomicInteger();
        volatile String valid = "";
        volatile BiFunction<String, Integer, Mood> mood = (request, attempt) -> Mood.FINE;
        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
        private final AtomicInteger ids = new AtomicInteger();
        private final HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();

        String url() {
            return "http://127.0.0.1:" + server.actualPort();
        }

        Map<String, String> told() {
            Map<String, String> told = new ConcurrentSkipListMap<>();
            records.values().forEach(record -> told.put(record.getString("key"), record.getString("told")));
            return told;
        }

        private void answer(HttpServerRequest request, Buffer body) {
            if (request.path().equals("/token")) {
                String token = "t-" + tokens.incrementAndGet();
                valid = token;
                request.response()
                        .end(new JsonObject()
                                .put("access_token", token)
                                .put("expires_in", 3_600)
                                .encode());
                return;
            }
            if (!("Bearer " + valid).equals(request.getHeader("authorization"))) {
                request.response().setStatusCode(401).end("{\"error\":\"expired\"}");
                return;
            }
            String key = request.path().equals("/records") && body.length() > 0
                    ? " " + body.toJsonObject().getString("key")
                    : "";
            String text = request.method() + " " + request.path() + key;
            Mood now = mood.apply(text, attempts.merge(text, 1, Integer::sum));
            switch (now) {
                case FINE, REFUSED ->
                    end(request, 200, now == Mood.REFUSED ? "{\"error\":\"NO_SUCH_FIELD\"}" : work(request, body));
                case ERROR -> end(request, 500, "oops");
                case BUSY -> end(request, 429, "slow down");
                case LIMIT -> end(request, 200, "{\"error\":\"LIMIT\"}");
                case REFUSED_TOKEN -> end(request, 401, "who are you?");
                case WRITTEN_UNANSWERED -> {
                    work(request, body);
                    request.connection().close();
                }
                case UNWRITTEN -> request.connection().close();
                case HANGS -> request.exceptionHandler(gone -> {});
            }
        }

        private void end(HttpServerRequest request, int status, String body) {
            request.response().setStatusCode(status).end(body);
        }

        private String work(HttpServerRequest request, Buffer body) {
            String[] path = request.path().split("/", -1);
            if (request.method().name().equals("GET")) {
                return records.entrySet().stream()
                        .filter(record -> record.getValue().getString("key").equals(request.getParam("key")))
                        .findFirst()
                        .map(record -> "{\"id\":" + record.getKey() + "}")
                        .orElse("{\"id\":null}");
            }
            if (path.length == 4) {
                records.get(Integer.valueOf(path[2])).put("closed", 1);
                return "{}";
            }
            int id = path.length == 3 ? Integer.parseInt(path[2]) : ids.incrementAndGet();
            JsonObject record = body.toJsonObject();
            Optional.ofNullable(records.get(id))
                    .ifPresent(before -> record.put("closed", before.getInteger("closed", 0)));
            records.put(id, record);
            return "{\"id\":" + id + "}";
        }
    }
}
