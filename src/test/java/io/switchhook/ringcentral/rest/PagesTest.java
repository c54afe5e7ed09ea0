package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.ringcentral.rest.RemoteFailure.NotFound;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of several pages, read from a platform on a real socket. */
class PagesTest {
    private static final String LOG = "/restapi/v1.0/account/~/call-log";

    private final Vertx vertx = Vertx.vertx();
    private FakePlatform platform;
    private PlatformClient client;
    private Pages pages;

    @BeforeEach
    void start() {
        platform = new FakePlatform(vertx);
        client = new PlatformClient(vertx, platform.settings(), Clock.systemUTC(), new Random(1));
        pages = new Pages(client);
    }

    @AfterEach
    void end() {
        Waits.get(client.close());
        Waits.get(vertx.close());
    }

    @Test
    void pages_are_followed_on_the_same_host_until_there_is_no_next_one() {
        platform.replies.add(page(1, "https://elsewhere.example" + LOG + "?page=2&type=Voice&type=Fax&n=a%20b"));
        platform.replies.add(page(2, LOG + "?page=3"));
        platform.replies.add(page(3, ""));
        Pages.Read read = Waits.get(pages.all(first(), 10));
        assertThat(read.complete()).isTrue();
        assertThat(read.pages()).hasSize(3);
        assertThat(read.records()).map(entry -> entry.getInteger("id")).containsExactly(1, 2, 3);
        assertThat(platform.apiRequests())
                .map(FakePlatform.Asked::uri)
                .containsExactly(LOG + "?perPage=1", LOG + "?page=2&type=Voice&type=Fax&n=a%20b", LOG + "?page=3");
    }

    @Test
    void reaching_the_maximum_before_the_last_page_is_told() {
        platform.replies.add(page(1, LOG + "?page=2"));
        platform.replies.add(page(2, LOG + "?page=3"));
        Pages.Read read = Waits.get(pages.all(first(), 2));
        assertThat(read.complete()).isFalse();
        assertThat(read.pages()).hasSize(2);
        platform.replies.add(page(1, LOG + "?page=2"));
        platform.replies.add(page(2, ""));
        assertThat(Waits.get(pages.all(first(), 2)).complete()).isTrue();
    }

    @Test
    void one_page_that_fails_makes_the_whole_list_fail() {
        platform.replies.add(page(1, LOG + "?page=2"));
        platform.replies.add(FakePlatform.fails(404, "CMN-102"));
        Waits.failure(pages.all(first(), 10), NotFound.class);
    }

    @Test
    void a_page_that_cannot_be_read_or_leads_nowhere_makes_the_whole_list_fail() {
        for (Consumer<HttpServerResponse> reply : List.<Consumer<HttpServerResponse>>of(
                page(1, LOG + "?perPage=1"),
                page(1, "no path"),
                page(1, LOG + "?page=%zz"),
                response -> response.end("[1]"),
                response -> response.end("half {"))) {
            platform.replies.add(reply);
            Waits.failure(pages.all(first(), 10), Unavailable.class);
        }
    }

    @Test
    void odd_navigation_is_no_next_page() {
        platform.replies.add(response -> FakePlatform.json(
                response,
                200,
                new JsonObject().put("navigation", new JsonArray()).put("records", "none")));
        Pages.Read read = Waits.get(pages.all(first(), 10));
        assertThat(read.complete()).isTrue();
        assertThat(read.records()).isEmpty();
    }

    private static PlatformRequest first() {
        return PlatformRequest.of(HttpMethod.GET, LOG, RateGroup.HEAVY, Priority.HISTORY)
                .with("perPage", "1");
    }

    private static Consumer<HttpServerResponse> page(int id, String next) {
        JsonObject navigation = new JsonObject().put("firstPage", new JsonObject().put("uri", LOG));
        if (!next.isEmpty()) {
            navigation.put("nextPage", new JsonObject().put("uri", next));
        }
        JsonObject body = new JsonObject()
                .put("records", new JsonArray().add(new JsonObject().put("id", id)))
                .put("navigation", navigation);
        return response -> FakePlatform.json(response, 200, body);
    }
}
