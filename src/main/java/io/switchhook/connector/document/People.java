package io.switchhook.connector.document;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Found;
import io.switchhook.connector.NumberFormat;
import io.switchhook.connector.Numbers;
import io.switchhook.connector.document.Conversation.Sign;
import io.switchhook.connector.document.Document.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks numbers up: in each spelling that the CRM may have, until somebody is found. */
final class People {
    private final Lookup lookup;
    private final Conversation conversation;
    private final List<NumberFormat> formats;

    People(Lookup lookup, Conversation conversation) {
        this.lookup = lookup;
        this.conversation = conversation;
        this.formats = lookup.formats().stream()
                .flatMap(format -> NumberFormat.of(format).stream())
                .toList();
    }

    CompletionStage<List<Found>> find(List<PhoneNumber> numbers, Map<String, Object> scope) {
        CompletionStage<List<Found>> all = CompletableFuture.completedStage(List.of());
        for (PhoneNumber number : numbers) {
            List<String> spellings = Numbers.INTERNATIONAL.spellings(number, formats);
            all = all.thenCompose(found -> find(spellings, 0, scope).thenApply(people -> {
                List<Found> more = new ArrayList<>(found);
                more.add(new Found(number, people));
                return more;
            }));
        }
        return all;
    }

    private CompletionStage<List<Contact>> find(List<String> spellings, int at, Map<String, Object> scope) {
        if (at >= spellings.size()) {
            return CompletableFuture.completedStage(List.of());
        }
        Map<String, Object> asked =
                Scope.with(scope, "lookup", Map.of("number", spellings.get(at), "spellings", spellings));
        int next = lookup.together() ? spellings.size() : at + 1;
        return conversation.ask(lookup.one(), asked).thenCompose(reply -> {
            if (reply.sign() == Sign.EXISTS) {
                throw reply.failure();
            }
            List<Contact> people = reply.sign() == Sign.MISSING ? List.of() : people(reply.scope());
            return people.isEmpty() ? find(spellings, next, scope) : CompletableFuture.completedStage(people);
        });
    }

    private List<Contact> people(Map<String, Object> scope) {
        Object list = lookup.list().evaluate(scope);
        List<?> items = list instanceof List<?> several ? several : list == null ? List.of() : List.of(list);
        List<Contact> people = new ArrayList<>();
        for (Object item : items) {
            Map<String, Object> known = Scope.with(scope, "item", item);
            text("id", known)
                    .ifPresent(id -> people.add(new Contact(
                            id,
                            text("type", known).orElse("contact"),
                            text("name", known).orElse(""),
                            text("ownerId", known),
                            text("url", known))));
        }
        return people;
    }

    private Optional<String> text(String member, Map<String, Object> scope) {
        return Optional.ofNullable(lookup.person().get(member))
                .map(expression -> expression.evaluate(scope))
                .map(JsonValues::text)
                .filter(text -> !text.isEmpty());
    }
}
