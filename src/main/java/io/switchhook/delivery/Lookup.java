package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.ContactDraft;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Found;
import io.switchhook.metric.Metric;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who the outside parties of a call are in the CRM: asked in one request for all numbers of a call, remembered for a
 * minute, chosen by the operator's policy. Nothing here makes a call fail for good: what the CRM refuses to look up is
 * logged without a contact.
 */
final class Lookup {
    /** How long an answer is used again; chosen: the writes of one call, but a contact made meanwhile is soon found. */
    static final Duration FRESH = Duration.ofMinutes(1);

    /** Numbers that are remembered; chosen: a busy minute, 1 MB at most. */
    private static final int REMEMBERED_MAX = 1_000;

    /** Calls of which it is remembered that their ambiguity was told. */
    private static final int TOLD_MAX = 1_000;

    private final CourierParts parts;
    private final Connector connector;
    private final Asker asker;
    private final News news;
    private final People people;
    private final Set<Ability> abilities;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Recent told = new Recent(TOLD_MAX);

    Lookup(CourierParts parts, Asker asker) {
        this.parts = parts;
        this.connector = parts.connector();
        this.asker = asker;
        this.news = new News(parts.journal(), parts.outlet(), parts.orders().name());
        this.people = parts.orders().people();
        this.abilities = connector.describe().abilities();
    }

    /**
     * Finds the contacts of a call.
     *
     * @param call the call
     * @param owner the CRM's id of the user to whom it belongs
     * @param quiet whether nothing is told and nothing is created, because nothing is written or something was before
     * @return those chosen, the first party's first; fails as a write would when the CRM does not answer
     */
    Future<List<Contact>> contacts(Call call, Optional<String> owner, boolean quiet) {
        List<PhoneNumber> numbers = abilities.contains(Ability.FIND_CONTACTS)
                ? parts.home(call.account()).outside(call)
                : List.of();
        if (numbers.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Map<String, Future<Hits>> hits = new LinkedHashMap<>();
        numbers.forEach(number -> fresh(number.key()).ifPresent(answer -> hits.put(number.key(), answer.hits())));
        ask(numbers.stream().filter(number -> !hits.containsKey(number.key())).toList(), hits);
        List<Future<List<Contact>>> chosen = new ArrayList<>();
        for (PhoneNumber number : numbers) {
            chosen.add(hits.get(number.key())
                    .compose(found -> createWhereAsked(number, found, draft(call, number, owner), quiet))
                    .map(found -> choose(call, found.contacts(), owner, quiet)));
        }
        return Future.all(chosen)
                .map(all ->
                        chosen.stream().flatMap(one -> one.result().stream()).toList());
    }

    private Optional<Answer> fresh(String key) {
        return Optional.ofNullable(answers.get(key))
                .filter(answer -> answer.at().plus(FRESH).isAfter(now()));
    }

    private void ask(List<PhoneNumber> numbers, Map<String, Future<Hits>> hits) {
        if (numbers.isEmpty()) {
            return;
        }
        Future<List<Found>> found = asker.ask(() -> connector.findContacts(numbers));
        for (PhoneNumber number : numbers) {
            Future<Hits> answer = found.map(all -> counted(hits(number, all))).recover(this::refused);
            hits.put(number.key(), answer);
            remember(number.key(), answer, false);
        }
    }

    private static Hits hits(PhoneNumber number, List<Found> all) {
        return new Hits(
                all.stream()
                        .filter(one -> one.number().key().equals(number.key()))
                        .findFirst()
                        .map(Found::contacts)
                        .orElse(List.of()),
                true);
    }

    /** What the CRM will never look up is logged without a contact; anything else delays the call, which is unwritten. */
    private Future<Hits> refused(Throwable failure) {
        if (failure instanceof DeliveryFailure known && known.kind() == DeliveryFailure.Kind.REJECT) {
            count("refused");
            return Future.succeededFuture(Hits.REFUSED);
        }
        if (failure instanceof Shadow.Shown) {
            return Future.succeededFuture(Hits.REFUSED);
        }
        return Future.failedFuture(failure instanceof DeliveryFailure known ? known.unsent() : failure);
    }

    /** One contact for a number, also when two calls of it come at once or an earlier answer was lost: finds again. */
    private Future<Hits> createWhereAsked(PhoneNumber number, Hits hits, ContactDraft draft, boolean quiet) {
        boolean wanted = people.createContact()
                && abilities.contains(Ability.CREATE_CONTACT)
                && hits.answered()
                && hits.contacts().isEmpty()
                && !quiet;
        if (!wanted) {
            return Future.succeededFuture(hits);
        }
        Optional<Answer> present = fresh(number.key()).filter(Answer::creates);
        if (present.isPresent()) {
            return present.get().hits();
        }
        Future<Hits> created = asker.ask(() -> connector.findContacts(List.of(number)))
                .map(all -> hits(number, all))
                .compose(again -> again.contacts().isEmpty() ? create(draft) : Future.succeededFuture(again))
                .recover(this::refused);
        remember(number.key(), created, true);
        return created;
    }

    private Future<Hits> create(ContactDraft draft) {
        return asker.ask(() -> connector.createContact(draft)).map(contact -> {
            count("created");
            return new Hits(List.of(contact), true);
        });
    }

    private static ContactDraft draft(Call call, PhoneNumber number, Optional<String> owner) {
        Optional<String> name = call.legs().stream()
                .filter(leg -> leg.extensionId().isEmpty()
                        && leg.number().map(PhoneNumber::key).equals(Optional.of(number.key())))
                .flatMap(leg -> leg.name().stream())
                .findFirst()
                .or(() -> call.external().flatMap(Endpoint::name));
        return new ContactDraft(number, name, owner);
    }

    private List<Contact> choose(Call call, List<Contact> contacts, Optional<String> owner, boolean quiet) {
        Optional<Contact> chosen = people.matching().choose(contacts, owner);
        if (contacts.size() > 1 && !quiet && told.add(call.id())) {
            news.ambiguous(call.id(), people.matching(), chosen, contacts, now());
        }
        return chosen.stream().toList();
    }

    private Hits counted(Hits hits) {
        int matches = hits.contacts().size();
        count(matches == 0 ? "nobody" : matches == 1 ? "one" : "many");
        return hits;
    }

    private void count(String result) {
        parts.meter().count(Metric.LOOKUPS, parts.orders().name(), result);
    }

    /** A failure is forgotten: the next attempt asks again. */
    private void remember(String key, Future<Hits> hits, boolean creates) {
        Answer answer = new Answer(hits, now(), creates);
        answers.remove(key);
        if (answers.size() >= REMEMBERED_MAX) {
            answers.remove(answers.keySet().iterator().next());
        }
        answers.put(key, answer);
        hits.onFailure(failure -> answers.remove(key, answer));
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /**
     * Who has a number.
     *
     * @param contacts everybody
     * @param answered whether the CRM said so; false where it refused to look
     */
    private record Hits(List<Contact> contacts, boolean answered) {
        static final Hits REFUSED = new Hits(List.of(), false);
    }

    /**
     * What was asked about a number.
     *
     * @param hits the answer, which may still be on its way
     * @param at when it was asked
     * @param creates whether a contact is made when there is none
     */
    private record Answer(Future<Hits> hits, Instant at, boolean creates) {}
}
