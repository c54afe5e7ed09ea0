package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.PhoneNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which user of the CRM a call belongs to: by the operator's mapping alone, never by guessing (complaints.md 28). Who
 * answered; else who it was for; else the queue; else the stated fallback; else nobody.
 */
public final class Owners {
    /** Nobody is mapped. */
    public static final Owners NONE = new Owners(Map.of());

    /** The key of the user to whom everything else belongs. */
    public static final String FALLBACK = "fallback";

    private final Map<String, String> users;

    /**
     * A mapping.
     *
     * @param users the CRM's id of a user by the number or id of an extension, the name of a queue, or {@link #FALLBACK}
     */
    public Owners(Map<String, String> users) {
        this.users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }

    /** Whom a call belongs to. */
    Optional<String> of(Call call) {
        return answerer(call)
                .or(() -> call.user().flatMap(this::mapped))
                .or(() -> call.dialed().flatMap(this::mapped))
                .or(() -> call.around().queue().flatMap(this::mapped))
                .or(() -> mapped(FALLBACK));
    }

    /** Who shall see a call on the screen now: who talks, else all whose telephones ring. Without the fallback. */
    List<String> seeing(Call call) {
        Optional<String> talking = answerer(call);
        if (talking.isPresent() || call.answeredBy().isPresent()) {
            return talking.or(() -> call.user().flatMap(this::mapped)).stream().toList();
        }
        return call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.PERSON
                        && leg.state() == LegState.ALERTING
                        && leg.direction() == LegDirection.INBOUND)
                .flatMap(leg -> mapped(leg).stream())
                .distinct()
                .toList();
    }

    private Optional<String> answerer(Call call) {
        return call.answeredBy()
                .filter(by -> by.kind() == LegKind.PERSON)
                .flatMap(by -> call.legs().stream()
                        .filter(leg -> leg.id().equals(by.legId()))
                        .findFirst()
                        .flatMap(this::mapped)
                        .or(() -> by.extensionId().flatMap(this::mapped)));
    }

    private Optional<String> mapped(Leg leg) {
        return mapped(new Endpoint(leg.number(), leg.name(), leg.extensionId()));
    }

    private Optional<String> mapped(Endpoint end) {
        List<String> keys = new ArrayList<>();
        end.extensionId().ifPresent(keys::add);
        end.number().map(PhoneNumber::raw).ifPresent(keys::add);
        end.number().flatMap(PhoneNumber::e164).ifPresent(keys::add);
        return keys.stream().flatMap(key -> mapped(key).stream()).findFirst();
    }

    private Optional<String> mapped(Call.Queue queue) {
        return Stream.of(queue.extensionId(), queue.name())
                .flatMap(Optional::stream)
                .flatMap(key -> mapped(key).stream())
                .findFirst();
    }

    private Optional<String> mapped(String key) {
        return Optional.ofNullable(users.get(key)).filter(user -> !user.isBlank());
    }
}
