package io.switchhook.delivery;

import io.switchhook.connector.Ability;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's mapping with e-mail addresses replaced by the ids that the CRM's list of users has for them. */
final class Directory {
    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    /** How long a list of users serves; chosen: people seldom change, and a new one is known the same day. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final CourierParts parts;
    private final Asker asker;
    private final Owners written;
    private final boolean needed;
    private Optional<Future<Owners>> known = Optional.empty();
    private Instant knownAt = Instant.EPOCH;

    Directory(CourierParts parts, Asker asker) {
        this.parts = parts;
        this.asker = asker;
        this.written = parts.orders().people().owners();
        this.needed =
                written.hasEmails() && parts.connector().describe().abilities().contains(Ability.LIST_USERS);
    }

    /** The mapping by ids; fails as a write would when the list is needed and the CRM does not answer. */
    Future<Owners> owners() {
        if (!needed) {
            return Future.succeededFuture(written);
        }
        Instant now = parts.clock().instant();
        if (known.isPresent() && knownAt.plus(FRESH).isAfter(now)) {
            return known.get();
        }
        Future<Owners> asked = asker.ask(() -> parts.connector().listUsers())
                .map(this::resolved)
                .recover(this::without);
        known = Optional.of(asked);
        knownAt = now;
        asked.onFailure(failure -> known = Optional.empty());
        return asked;
    }

    private Owners resolved(List<User> users) {
        Map<String, String> ids = new LinkedHashMap<>();
        users.forEach(user -> user.email().ifPresent(email -> ids.put(email.toLowerCase(Locale.ROOT), user.id())));
        List<String> strangers = written.emailsOutside(ids);
        if (!strangers.isEmpty()) {
            log.warn(
                    "Expected owners to be users of the CRM, but some are not; their calls belong to the fallback."
                            + " connector={} owners={}",
                    parts.orders().name(),
                    strangers);
        }
        return written.byId(ids);
    }

    /** A CRM that does not list its users maps nobody by e-mail. */
    private Future<Owners> without(Throwable failure) {
        if (failure instanceof DeliveryFailure known && known.kind() == DeliveryFailure.Kind.REJECT) {
            return Future.succeededFuture(resolved(List.of()));
        }
        return failure instanceof Shadow.Shown
                ? Future.succeededFuture(written.byId(Map.of()))
                : Future.failedFuture(failure instanceof DeliveryFailure known ? known.unsent() : failure);
    }
}
