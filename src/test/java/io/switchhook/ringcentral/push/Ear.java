package io.switchhook.ringcentral.push;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Writes down what a feed tells. */
final class Ear implements FeedListener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final List<String> turnedAway = new CopyOnWriteArrayList<>();
    volatile Optional<String> memory = Optional.empty();
    volatile Optional<String> remembered = Optional.empty();
    volatile Instant gapFrom = Instant.MAX;

    @Override
    public void heard(Delivery delivery) {
        heard.add(new String(delivery.bytes(), StandardCharsets.UTF_8));
        threads.add(Thread.currentThread().getName());
        memory = delivery.memory();
    }

    @Override
    public void connected(String feed, List<String> filters, List<String> refused) {
        told.add("connected " + filters.size() + " " + refused);
    }

    @Override
    public void lost(String feed, String why) {
        told.add("lost");
    }

    @Override
    public void gap(String feed, Instant from, Instant to, String why) {
        gapFrom = from;
        told.add(from.isAfter(to) ? "gap backwards" : "gap");
    }

    @Override
    public void remember(String feed, String value) {
        remembered = Optional.of(value);
    }

    @Override
    public void turnedAway(String feed, String what, long times) {
        turnedAway.add(times + " " + what);
    }

    long count(String kind) {
        return told.stream().filter(one -> one.startsWith(kind)).count();
    }

    static void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(20, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(condition);
    }
}
