package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Key;
import io.switchhook.connector.Written;
import io.switchhook.connector.document.DocumentShelf;
import io.switchhook.delivery.ConnectorCatalog;
import io.switchhook.kit.Finding;
import io.switchhook.kit.Rehearsal;
import io.switchhook.kit.StubPlan;
import io.switchhook.kit.Subject;
import io.switchhook.kit.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every connector that comes along passes the test kit, and bad ones do not. */
class ConnectorKitTest {
    private static final long SEED = 20_261_121;
    private static final long LIMIT_S = 240;

    /** Connectors tried at the same time: mostly they wait. */
    private static final int LANES = 4;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @TestFactory
    Stream<DynamicTest> every_connector_that_comes_along_passes() {
        System.out.println("ConnectorKitTest: seed " + SEED);
        Map<String, Verdict> verdicts = verdicts(shipped());
        return verdicts.entrySet().stream()
                .map(one -> dynamicTest(
                        one.getKey(),
                        () -> assertThat(one.getValue().faults())
                                .as(VerdictText.text(one.getValue()))
                                .isEmpty()));
    }

    /** Types in code all of them, documents as soon as their CRM is described. */
    private Map<String, ConnectorFactory> shipped() {
        Map<String, ConnectorFactory> shipped =
                new TreeMap<>(ConnectorCatalog.load(folder.resolve("absent")).factories());
        DocumentShelf.load(List.of()).factories().forEach((type, factory) -> {
            if (StubPlan.shipped(type).isPresent()) {
                shipped.put(type, factory);
            }
        });
        return shipped;
    }

    private Map<String, Verdict> verdicts(Map<String, ConnectorFactory> factories) {
        Map<String, Future<Verdict>> all = new LinkedHashMap<>();
        Queue<Future<?>> lanes = new ArrayDeque<>();
        factories.forEach((type, factory) -> {
            Future<?> free = lanes.size() < LANES ? Future.succeededFuture() : lanes.remove();
            Future<Verdict> verdict = free.transform(before -> rehearse(factory, Optional.empty()));
            lanes.add(verdict);
            all.put(type, verdict);
        });
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        all.forEach((type, verdict) -> verdicts.put(type, await(verdict)));
        return verdicts;
    }

    private Future<Verdict> rehearse(ConnectorFactory factory, Optional<StubPlan> stub) {
        Path own = folder.resolve(factory.type());
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Subject subject = new Subject(factory, stub, Map.of(), Optional.empty(), own, false);
        KitEngine engine = new KitEngine(vertx, factory.type());
        return Rehearsal.run(vertx, engine, subject, InstantSource.system(), new Random(SEED))
                .onComplete(done -> engine.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected a verdict within " + LIMIT_S + " s", e);
        }
    }

    @Test
    void a_connector_that_never_looks_for_its_key_is_found_out_although_it_says_that_it_does() {
        Verdict verdict = await(rehearse(new Author("blind", update -> request(update, "POST")), Optional.empty()));
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.earned()).isEqualTo(Guarantee.AT_LEAST_ONE);
        assertThat(verdict.faults()).anyMatch(fault -> fault.contains("doubled"));
        assertThat(verdict.sum(finding -> finding.lost().size())).isZero();
    }

    @Test
    void a_connector_that_says_written_without_a_request_loses_calls() {
        Verdict verdict = await(rehearse(
                new Author(
                        "forgetful",
                        update -> update.call().outcome().isPresent() ? Optional.empty() : request(update, "PUT")),
                Optional.empty()));
        assertThat(verdict.faults()).anyMatch(fault -> fault.contains("was never told that it is over"));
    }

    @Test
    void the_example_plug_in_passes_from_its_jar_and_is_short() throws IOException {
        int lines = 0;
        for (Path source : PluginJar.sources()) {
            lines += Files.readAllLines(source).size();
        }
        assertThat(lines).isLessThan(100);
        Path jar = PluginJar.build(folder);
        String stub = PluginJar.EXAMPLE.resolve("stub.yaml").toString();
        Ran ran = run("connector", "test", jar.toString(), "--stub", stub, "--json");
        assertThat(ran.code()).as(ran.text()).isZero();
        JsonObject found = new JsonObject(ran.text());
        assertThat(found.getString("connector")).isEqualTo("ledger");
        assertThat(found.getString("guarantee")).isEqualTo("exactly_one");
        assertThat(found.getJsonArray("trials")).hasSize(15);
    }

    @Test
    void an_endpoint_of_the_authors_own_is_harmed_and_counted_the_same_way() {
        Map<String, String> entries = new java.util.concurrent.ConcurrentSkipListMap<>();
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    entries.put(request.path(), body.toString());
                    request.response().end("{\"id\":\"" + request.path().substring(1) + "\"}");
                }))
                .listen(0, "127.0.0.1")
                .await();
        Author author = new Author("upsert", update -> request(update, "PUT"));
        Path own = folder.resolve("upsert");
        own.toFile().mkdirs();
        Subject subject = new Subject(
                author,
                Optional.empty(),
                Map.of(),
                Optional.of(URI.create("http://127.0.0.1:" + server.actualPort())),
                own,
                false);
        Verdict verdict = await(Rehearsal.run(
                vertx, new KitEngine(vertx, "upsert"), subject, InstantSource.system(), new Random(SEED)));
        assertThat(verdict.faults()).isEmpty();
        assertThat(entries).hasSize(verdict.sum(Finding::calls));
        server.close().await();
    }

    @Test
    void what_cannot_be_tested_is_told_with_what_can() {
        assertThat(run("connector", "test", "nothing").text()).contains("one of ", "webhook", "but it is nothing");
        assertThat(run("connector", "test", "absent.jar").code()).isEqualTo(CommandFailure.USAGE);
    }

    private static Optional<Request> request(CallUpdate update, String method) {
        return Optional.of(
                Request.of(method, URI.create("/" + update.key())).json("{\"key\":\"" + update.key() + "\"}"));
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Main());
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        command.setExecutionExceptionHandler((failure, line, result) -> {
            out.write(failure.getMessage());
            return failure instanceof CommandFailure expected ? expected.exitCode() : 1;
        });
        return new Ran(command.execute(arguments), out.toString());
    }

    private record Ran(int code, String text) {}

    /** A connector of one line; without a request it says that it has written. */
    private record Author(String type, java.util.function.Function<CallUpdate, Optional<Request>> write)
            implements ConnectorFactory {
        @Override
        public List<Key> keys() {
            return List.of(Key.required("url", "where it is"));
        }

        @Override
        public Connector create(Context context) {
            return new Connector() {
                @Override
                public Description describe() {
                    return Description.ofPictures("1", Guarantee.EXACTLY_ONE);
                }

                @Override
                public CompletionStage<Checked> check() {
                    return CompletableFuture.completedStage(new Checked(true, "there"));
                }

                @Override
                public CompletionStage<Written> upsertCall(CallUpdate update) {
                    Optional<Request> request = write.apply(update);
                    if (request.isEmpty()) {
                        return CompletableFuture.completedStage(Written.NOTHING);
                    }
                    URI to = URI.create(
                            context.config().requiredText("url") + request.get().uri());
                    return context.http()
                            .send(new Request(
                                    request.get().method(),
                                    to,
                                    request.get().headers(),
                                    request.get().body(),
                                    Optional.empty(),
                                    false))
                            .thenApply(answer -> {
                                answer.orFailure();
                                return Written.NOTHING;
                            });
                }
            };
        }
    }
}
