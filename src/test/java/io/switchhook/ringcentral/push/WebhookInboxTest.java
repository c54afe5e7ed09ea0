package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.push.WebhookInbox.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery whatever the account is doing. */
class WebhookInboxTest {
    private static final byte[] FOUR_MEBIBYTES = new byte[4 * 1024 * 1024];

    private final Vertx vertx = Vertx.vertx();
    private final WebhookInbox inbox = new WebhookInbox(vertx, InstantSource.fixed(Instant.EPOCH));
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicLong strangers = new AtomicLong();

    @AfterEach
    void end() {
        PushServer.await(vertx.close());
    }

    private Strand open() {
        Strand strand = new Strand(vertx);
        inbox.open(Secret.of("ours"), strand, new WebhookInbox.Owner() {
            @Override
            public void heard(byte[] bytes) {
                heard.incrementAndGet();
            }

            @Override
            public void turnedAway(long times) {
                strangers.addAndGet(times);
            }
        });
        return strand;
    }

    private Verdict post(String token, byte[] body) {
        return PushServer.await(inbox.take(List.of(token), body));
    }

    @Test
    void a_busy_account_delays_no_answer_until_too_much_waits() {
        Strand strand = open();
        CountDownLatch busy = new CountDownLatch(1);
        strand.run(() -> hold(busy));
        for (int i = 0; i < 16; i++) {
            assertThat(post("ours", FOUR_MEBIBYTES)).isEqualTo(Verdict.ACCEPTED);
        }
        assertThat(post("ours", FOUR_MEBIBYTES)).isEqualTo(Verdict.BUSY);
        assertThat(inbox.takeMissed()).contains(Instant.EPOCH);
        assertThat(inbox.takeMissed()).isEmpty();
        busy.countDown();
        until("all heard", () -> heard.get() == 16);
        assertThat(post("ours", FOUR_MEBIBYTES)).isEqualTo(Verdict.ACCEPTED);
    }

    private static void hold(CountDownLatch busy) {
        try {
            assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_delivery_that_nobody_reads_within_two_seconds_is_refused_and_counts_as_missed() {
        assertThat(post("ours", new byte[1])).isEqualTo(Verdict.BUSY);
        assertThat(inbox.takeMissed()).isPresent();
    }

    @Test
    void a_delivery_waits_for_its_account_to_be_opened() {
        Future<Verdict> early = inbox.take(List.of("ours"), new byte[1]);
        assertThat(early.isComplete()).isFalse();
        open();
        assertThat(PushServer.await(early)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void strangers_are_counted_each() {
        open();
        for (int i = 0; i < 50; i++) {
            assertThat(post("guessed", new byte[1])).isEqualTo(Verdict.STRANGER);
        }
        until("counted", () -> strangers.get() == 50);
        assertThat(inbox.takeMissed()).isEmpty();
    }

    @Test
    void a_closed_inbox_takes_nothing() {
        open();
        inbox.close();
        assertThat(post("ours", new byte[1])).isEqualTo(Verdict.BUSY);
    }
}
