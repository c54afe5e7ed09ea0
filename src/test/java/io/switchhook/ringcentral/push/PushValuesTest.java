package io.switchhook.ringcentral.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Secret;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The small pure values of the feeds. */
class PushValuesTest {
    /** Made with {@code openssl enc -aes-128-ecb}: another implementation than the one tested. */
    private static final String SEALED =
            "xt9Cjt7uFSN4kkP2SohETke3z/20ifYh7p1Pr0SiYn30nZ9+GIJYO/+Xs3IPXyzZXRJVqlJIb3Wr9oL7AvoqxQ==";

    private static final String PLAIN = "{\"uuid\":\"db01\",\"body\":{\"telephonyStatus\":\"OnHold\"}}";

    @Test
    void a_sealed_payload_is_opened_without_its_padding() {
        Decryption decryption = new Decryption(Optional.of(Secret.of("MDEyMzQ1Njc4OWFiY2RlZg==")));
        assertThat(decryption.open(SEALED)).contains(PLAIN.getBytes(StandardCharsets.UTF_8));
        assertThat(decryption.open(PLAIN)).contains(PLAIN.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_the_key_does_not_open_is_empty() {
        assertThat(new Decryption(Optional.of(Secret.of(FakePubNub.OTHER_KEY))).open(SEALED))
                .isEmpty();
        assertThat(new Decryption(Optional.of(Secret.of("no key"))).open(SEALED))
                .isEmpty();
        assertThat(new Decryption(Optional.empty()).open(SEALED)).isEmpty();
        assertThat(new Decryption(Optional.empty()).open("")).isEmpty();
    }

    @Test
    void anything_but_active_is_dead_and_odd_answers_are_read() {
        assertThat(Subscription.of(new JsonObject().put("status", "Active")).isActive())
                .isTrue();
        assertThat(Subscription.of(new JsonObject().put("status", "Suspended")).isActive())
                .isFalse();
        Subscription odd = Subscription.of(
                new JsonObject("{\"id\":7,\"eventFilters\":\"none\",\"disabledFilters\":[1],\"deliveryMode\":[]}"));
        assertThat(odd.id()).isEqualTo("7");
        assertThat(odd.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        assertThat(odd.channel()).isEmpty();
    }

    @Test
    void a_subscription_does_not_print_its_key() {
        Subscription subscription = Subscription.of(new JsonObject("{\"deliveryMode\":{\"address\":\"c\","
                + "\"subscriberKey\":\"s\",\"encryptionKey\":\"very secret\"}}"));
        assertThat(subscription.channel()).isPresent();
        assertThat(subscription.toString()).doesNotContain("very secret");
    }

    @Test
    void a_frame_is_cut_without_changing_its_body() {
        String body = "{\"a\": 1.50,  \"b\":\"\\\"],[{\", \"c\":[[]]}";
        Frame frame = Frame.read(" [{\"type\":\"T\",\"messageId\":\"m\",\"status\":200} , " + body + "] ")
                .orElseThrow();
        assertThat(frame.body()).isEqualTo(body);
        assertThat(frame.type()).isEqualTo("T");
        assertThat(frame.status()).isEqualTo(200);
    }

    @Test
    void a_text_that_is_no_complete_array_is_no_frame() {
        for (String text : new String[] {"", "[", "[]", "{}", "null", "[1]", "[{},{", "[{}]]", "[{}] x", "[{\"a\"}]"}) {
            assertThat(Frame.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void a_bookmark_reads_what_it_wrote_and_nothing_else() {
        Bookmark bookmark = new Bookmark("id", "channel", 17_000_000_000_000_000L);
        assertThat(Bookmark.of(bookmark.text())).contains(bookmark);
        assertThat(bookmark.at()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(Bookmark.of("")).isEmpty();
        assertThat(Bookmark.of("2 a b 3")).isEmpty();
        assertThat(Bookmark.of("1 a b c")).isEmpty();
    }

    @Test
    void a_hooks_bookmark_reads_what_it_wrote_and_nothing_else() {
        WebhookBookmark bookmark = new WebhookBookmark("id", Secret.of("cafe"));
        assertThat(WebhookBookmark.of(bookmark.text())).contains(bookmark);
        assertThat(bookmark.toString()).doesNotContain("cafe");
        assertThat(WebhookBookmark.of("")).isEmpty();
        assertThat(WebhookBookmark.of("1 id ")).isEmpty();
        assertThat(WebhookBookmark.of("2 id cafe")).isEmpty();
    }

    @Test
    void a_change_over_begins_ten_minutes_before_a_cut_or_in_the_last_quarter_of_a_short_life() {
        ConnectionDetails usual = ConnectionDetails.of(new JsonObject());
        assertThat(usual.changeAfter()).isEqualTo(Duration.ofHours(24).minusMinutes(10));
        assertThat(usual.changeWhenIdleFor()).isEqualTo(Duration.ofSeconds(1_350));
        JsonObject brief = new JsonObject().put("idleTimeout", 0).put("absoluteTimeout", 60);
        assertThat(ConnectionDetails.of(brief).changeAfter()).isEqualTo(Duration.ofSeconds(45));
        assertThat(ConnectionDetails.of(brief).changeWhenIdleFor()).isEqualTo(usual.changeWhenIdleFor());
    }

    @Test
    void waits_grow_to_their_bound_and_no_further() {
        Backoff backoff = new Backoff(Patience.DEFAULTS, new Random(3));
        Duration longest = Duration.ZERO;
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 1_000; i++) {
            Duration wait = backoff.next();
            longest = wait.compareTo(longest) > 0 ? wait : longest;
            assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofSeconds(60));
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(30));
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_defaults_notice_a_dead_but_open_connection_within_150_seconds() {
        Patience patience = Patience.DEFAULTS;
        Duration socket = patience.heartbeatAfter().multipliedBy(3).dividedBy(2).plus(patience.answerWithin());
        assertThat(socket).isLessThan(Duration.ofSeconds(150));
        assertThat(patience.pollMax().plus(patience.answerWithin())).isLessThan(Duration.ofSeconds(150));
    }

    @Test
    void a_patience_that_would_spin_is_refused() {
        Duration one = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Patience(Duration.ZERO, one, one, one, one, one, one))
                .hasMessage("Expected backoffFirst of PT0.001S or more, but it is PT0S");
    }
}
