package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.function.Consumer;

/** Asks regularly whether a subscription still lives: the platform lets it die without a word (protocol.md 3.1). */
final class SubscriptionWatch {
    private final FeedSettings settings;
    private final Strand strand;
    private Round round = new Round();

    SubscriptionWatch(FeedSettings settings, Strand strand) {
        this.settings = settings;
        this.strand = strand;
    }

    /** Begins to ask, at once to learn whether it can be read at all; ends when it is found dead. */
    void begin(String id, Consumer<Subscription> alive, Consumer<String> dead) {
        end();
        round.ask(id, alive, dead);
        round.next(id, alive, dead);
    }

    void end() {
        round.ended = true;
        round = new Round();
    }

    /** Reads a subscription: one LIGHT request. */
    static Future<Subscription> read(FeedSettings settings, String id) {
        return settings.platform()
                .send(PlatformRequest.of(HttpMethod.GET, Subscription.PATH + "/" + id, RateGroup.LIGHT, Priority.LIVE))
                .map(PlatformResponse::json)
                .map(Subscription::of);
    }

    /** The questions about one subscription. */
    private final class Round {
        private boolean ended;
        private boolean readable;

        private void next(String id, Consumer<Subscription> alive, Consumer<String> dead) {
            strand.after(settings.patience().checkEvery(), () -> {
                if (!ended) {
                    ask(id, alive, dead);
                    next(id, alive, dead);
                }
            });
        }

        private void ask(String id, Consumer<Subscription> alive, Consumer<String> dead) {
            strand.when(read(settings, id), found -> found(found, alive, dead), why -> failed(why, dead));
        }

        private void found(Subscription found, Consumer<Subscription> alive, Consumer<String> dead) {
            if (ended) {
                return;
            }
            readable = true;
            if (found.isActive()) {
                alive.accept(found);
            } else {
                end();
                dead.accept("Expected subscription " + found.id() + " to be Active, but it is " + found.condition());
            }
        }

        /** Proof of death only for what could be read before: REST may not show every transport's subscription. */
        private void failed(Throwable why, Consumer<String> dead) {
            if (!ended && readable && Failures.isNotFound(why)) {
                end();
                dead.accept("subscription not found any more: " + why.getMessage());
            }
        }
    }
}
