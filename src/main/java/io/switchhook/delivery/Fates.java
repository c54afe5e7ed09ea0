package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.DeliveryResult.Again;
import io.switchhook.journal.DeliveryResult.Dead;
import io.switchhook.journal.DeliveryResult.Delivered;
import io.switchhook.journal.DeliveryResult.Fate;
import io.switchhook.journal.DeliveryResult.Shadowed;
import io.switchhook.metric.Metric;
import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.Optional;

/** What becomes of deliveries, by the connector's answers; gate and door learn of each. */
final class Fates {
    private final CourierParts parts;
    private final Judge judge;
    private final Gate gate;
    private final Door door;
    private Optional<Instant> tookAt = Optional.empty();
    private Optional<String> lastError = Optional.empty();

    Fates(CourierParts parts, Gate gate, Door door) {
        this.parts = parts;
        this.judge = new Judge(parts.patience(), parts.random());
        this.gate = gate;
        this.door = door;
    }

    /** When the CRM last took something, since the start of the process. */
    Optional<Instant> tookAt() {
        return tookAt;
    }

    /** What went wrong last, unless something went right since. */
    Optional<String> lastError() {
        return lastError;
    }

    /**
     * Decides.
     *
     * @param due the delivery
     * @param answer what the connector said
     * @param answers whether the CRM counted as there when the delivery began
     */
    Fate of(Due due, AsyncResult<Memory> answer, boolean answers) {
        return answer.succeeded() ? took(answer.result()) : failed(due, answer.cause(), answers);
    }

    private Fate took(Memory memory) {
        tookAt = Optional.of(now());
        lastError = Optional.empty();
        gate.succeeded();
        count("written");
        door.tookSomething();
        return new Delivered(memory);
    }

    private Fate failed(Due due, Throwable cause, boolean answers) {
        if (cause instanceof Shadow.Shown shown) {
            gate.succeeded();
            count("shadow");
            return new Shadowed(shown.getMessage());
        }
        DeliveryFailure failure = failure(cause);
        lastError = Optional.of(failure.getMessage());
        Fate fate = judge.after(due, failure, now(), new Judge.Crm(answers, tookAt));
        if (cause instanceof Halfway halfway) {
            fate = keeping(fate, halfway.memory());
        }
        learn(failure);
        count(fate instanceof Dead ? "dead" : failure.kind() == DeliveryFailure.Kind.RETRY ? "retry" : "paused");
        return fate;
    }

    private static DeliveryFailure failure(Throwable cause) {
        if (cause instanceof Halfway halfway) {
            return halfway.failure();
        }
        return cause instanceof DeliveryFailure known
                ? known
                : DeliveryFailure.retry("defect of the connector: " + cause);
    }

    /** The record is there, whatever becomes of what belongs to it. */
    private static Fate keeping(Fate fate, Memory written) {
        if (fate instanceof Again later) {
            return new Again(later.at(), later.counts(), false, later.reason(), written);
        }
        return fate instanceof Dead dead ? new Dead(dead.reason(), written) : fate;
    }

    private void learn(DeliveryFailure failure) {
        switch (failure.kind()) {
            case REJECT -> gate.succeeded();
            case AUTH -> door.shut(failure);
            case GONE -> {
                gate.succeeded();
                door.pause(Gate.GONE, failure.getMessage());
            }
            case RETRY -> failure.after().ifPresentOrElse(after -> gate.leaveAlone(now().plus(after)), gate::failed);
        }
    }

    private void count(String result) {
        parts.meter().count(Metric.DELIVERIES, parts.orders().name(), result);
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
