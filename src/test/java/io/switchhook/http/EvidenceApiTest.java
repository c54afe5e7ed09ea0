package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.journal.KeptEvidence;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sources brought, as the door hands it out. */
class EvidenceApiTest {
    /** A page is 16. */
    private static final int SEVERAL_PAGES = 50;

    private ServerUnderTest server;

    @BeforeEach
    void open() throws Exception {
        server = new ServerUnderTest(Optional.empty());
        runs("acme");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void runs(String... accounts) {
        server.stands(new Readiness(
                Arrays.stream(accounts)
                        .map(name -> new Readiness.Account(name, List.of(), Optional.empty()))
                        .toList(),
                Map.of()));
    }

    private void keep(String account, Instant at, String body) {
        server.journal.keep(
                account, new KeptEvidence("notification", "websocket", at, body.getBytes(StandardCharsets.UTF_8)));
    }

    private void keep(String body) {
        keep("acme", ServerUnderTest.NOW, body);
    }

    private List<String> lines(String query) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/evidence" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        return answer.body().lines().toList();
    }

    private List<Long> offsets(String query) throws Exception {
        return lines(query).stream()
                .map(line -> new JsonObject(line).getLong("offset"))
                .toList();
    }

    private String problem(String query, int status) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/evidence" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body()).getString("detail");
    }

    private static Socket follow(ServerUnderTest server, String query) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request = "GET /api/v1/evidence?" + query + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader body(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains("200");
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            assertThat(line).contains(": ");
        }
        return lines;
    }

    @Test
    void each_piece_is_one_line_with_its_body_as_it_came() throws Exception {
        keep("{\"n\": 12345678901234567890.50,\r\n \"t\":\"\\u00e9 \\n é\"}  ");
        assertThat(lines("?account=acme"))
                .containsExactly("{\"offset\":1,\"at\":" + ServerUnderTest.NOW.toEpochMilli()
                        + ",\"account\":\"acme\",\"kind\":\"notification\",\"via\":\"websocket\","
                        + "\"body\":{\"n\": 12345678901234567890.50,   \"t\":\"\\u00e9 \\n é\"}}");
    }

    @Test
    void a_body_that_is_no_json_is_a_text_and_padding_behind_json_is_left_out() throws Exception {
        List<String> bodies = List.of("{\"cut\":", "", "a \"b\"\n\0", "{\"a\":1}\0", "{\"a\":1} padding", "7", "\"x\"");
        bodies.forEach(this::keep);
        assertThat(lines("").stream().map(line -> new JsonObject(line).getValue("body")))
                .containsExactly("{\"cut\":", "", "a \"b\"\n\0", "{\"a\":1}\0", new JsonObject().put("a", 1), 7, "x");
    }

    @Test
    void evidence_is_read_after_an_offset_from_a_time_and_up_to_a_number() throws Exception {
        for (int i = 0; i < SEVERAL_PAGES; i++) {
            keep("acme", ServerUnderTest.NOW.plusSeconds(i), "{}");
        }
        assertThat(offsets("")).hasSize(SEVERAL_PAGES).startsWith(1L, 2L, 3L).isSorted();
        assertThat(offsets("?after=47")).containsExactly(48L, 49L, 50L);
        assertThat(offsets("?since=" + ServerUnderTest.NOW.plusSeconds(48))).containsExactly(49L, 50L);
        assertThat(offsets("?after=10&max=2")).containsExactly(11L, 12L);
        assertThat(offsets("?max=32")).hasSize(32);
        assertThat(offsets("?after=50")).isEmpty();
    }

    @Test
    void the_account_may_be_left_out_only_where_there_is_one() throws Exception {
        keep("acme", ServerUnderTest.NOW, "{}");
        keep("beta", ServerUnderTest.NOW, "{}");
        assertThat(offsets("")).containsExactly(1L);
        runs("acme", "beta");
        assertThat(problem("", 400)).contains("account", "acme", "beta");
        assertThat(offsets("?account=beta")).containsExactly(2L);
        runs();
        assertThat(problem("", 400)).contains("account");
        assertThat(offsets("?account=beta")).as("what an account left behind").containsExactly(2L);
    }

    @Test
    void an_account_that_nobody_knows_and_bad_parameters_are_problems_that_name_them() throws Exception {
        assertThat(problem("?account=amce", 404)).contains("amce");
        assertThat(problem("?after=-1", 400)).contains("after");
        assertThat(problem("?max=0", 400)).contains("max");
        assertThat(problem("?since=yesterday", 400)).contains("since");
        assertThat(problem("?follow=perhaps", 400)).contains("follow");
        assertThat(problem("?offset=1", 400)).contains("offset", "after");
        server.journal.breakDown(true);
        assertThat(problem("", 503)).contains("journal");
    }

    @Test
    void who_follows_gets_what_comes() throws Exception {
        keep("{\"i\":1}");
        try (Socket socket = follow(server, "follow=true")) {
            BufferedReader lines = body(socket);
            assertThat(lines.readLine()).contains("{\"i\":1}");
            keep("{\"i\":2}");
            assertThat(lines.readLine()).contains("{\"i\":2}");
            server.journal.breakDown(true);
            assertThat(lines.readLine())
                    .as("the connection is cut with the journal")
                    .isNull();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void one_reader_too_many_is_refused_until_another_leaves() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sockets.add(follow(server, "follow=true"));
            body(sockets.get(i));
        }
        assertThat(problem("", 503)).contains("8 readers");
        sockets.remove(0).close();
        await().until(() -> server.get("/api/v1/evidence").statusCode() == 200);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void a_reader_that_does_not_read_is_not_read_for_and_later_gets_everything() throws Exception {
        String body = "{\"long\":\"" + "x".repeat(10_000) + "\"}";
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            keep(body);
        }
        try (Socket socket = follow(server, "after=0")) {
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(500))
                    .until(() -> server.journal.evidenceReads() > 0
                            && before.getAndSet(server.journal.evidenceReads()) == server.journal.evidenceReads());
            assertThat(server.journal.evidenceReads()).isLessThan(count / EvidenceStreams.PAGE / 2);
            BufferedReader lines = body(socket);
            for (int i = 1; i <= count; i++) {
                assertThat(lines.readLine())
                        .startsWith("{\"offset\":" + i + ",")
                        .endsWith("\"}}");
            }
            assertThat(lines.readLine()).isNull();
        }
    }
}
