package io.switchhook.delivery;

import io.switchhook.connector.Checked;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.journal.Deliveries.Pause;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses of one connector: kept in the journal, told as events, ended by a person or by being let in again. */
final class Door {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    private static final String LET_IN = "it is let in again";

    private final CourierParts parts;
    private final Gate gate;
    private final News news;
    private final Supplier<Future<Checked>> check;
    private final Consumer<Throwable> trouble;
    private Runnable opened = () -> {};
    private boolean checking;

    /**
     * A door as it was left.
     *
     * @param gate what it shuts
     * @param check asks the connector whether it could work
     * @param trouble told when the journal does not answer
     */
    Door(CourierParts parts, Gate gate, Supplier<Future<Checked>> check, Consumer<Throwable> trouble) {
        this.parts = parts;
        this.gate = gate;
        this.news = new News(parts.journal(), parts.outlet(), parts.orders().name());
        this.check = check;
        this.trouble = trouble;
    }

    /** Whom to tell when it is open again. */
    void whenOpened(Runnable told) {
        opened = told;
    }

    /** The CRM took something, so whatever was wrong with our credentials is not wrong any more. */
    void tookSomething() {
        if (gate.pause().map(why -> why.by().equals(Gate.AUTH)).orElse(false)) {
            resume(LET_IN);
        }
    }

    /** We are not let in. */
    void shut(DeliveryFailure failure) {
        gate.succeeded();
        gate.shut(now());
        if (gate.pause().isEmpty()) {
            pause(Gate.AUTH, failure.getMessage());
        }
    }

    /** Without anything owed, only a check can tell whether we are let in again. */
    void knock() {
        if (checking || !gate.knocks(now())) {
            return;
        }
        checking = true;
        check.get().onComplete(answer -> {
            checking = false;
            if (answer.succeeded() && answer.result().ok()) {
                resume(LET_IN);
            } else {
                gate.shut(now());
            }
        });
    }

    /** Pauses; by {@link Gate#OPERATOR}, {@link Gate#AUTH} or {@link Gate#GONE}. */
    Future<Void> pause(String by, String words) {
        Pause why = new Pause(by, words, now());
        gate.pause(Optional.of(why));
        if (!by.equals(Gate.OPERATOR)) {
            log.warn(
                    "Connector pauses. connector={} by={} why={}",
                    parts.orders().name(),
                    by,
                    words);
        }
        return parts.deliveries()
                .pause(parts.orders().name(), Optional.of(why))
                .compose(durable -> news.paused(why))
                .onFailure(trouble::accept);
    }

    /** Goes on, whatever made it pause. */
    Future<Void> resume(String words) {
        boolean wasPaused = gate.pause().isPresent();
        gate.pause(Optional.empty());
        return parts.deliveries()
                .pause(parts.orders().name(), Optional.empty())
                .compose(durable -> wasPaused ? news.resumed(words, now()) : Future.succeededFuture())
                .onSuccess(told -> opened.run())
                .onFailure(trouble::accept);
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
