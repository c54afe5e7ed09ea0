package io.switchhook.delivery;

import io.switchhook.connector.Contact;
import io.switchhook.event.Notice;
import io.switchhook.event.Notice.Text;
import io.switchhook.event.NoticeType;
import io.switchhook.journal.Deliveries.Pause;
import io.switchhook.journal.Entry;
import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells as events what people should know of a connector: that it pauses, goes on, or found several contacts. */
final class News {
    /** Candidates that are named; the rest is counted. */
    private static final int CANDIDATES_MAX = 25;

    private final Journal journal;
    private final Consumer<List<StoredEvent>> outlet;
    private final String name;

    News(Journal journal, Consumer<List<StoredEvent>> outlet, String name) {
        this.journal = journal;
        this.outlet = outlet;
        this.name = name;
    }

    Future<Void> paused(Pause why) {
        return tell(
                NoticeType.CONNECTOR_PAUSED,
                why.since(),
                List.of(new Text("by", why.by()), new Text("reason", why.words())));
    }

    Future<Void> resumed(String words, Instant now) {
        return tell(NoticeType.CONNECTOR_RESUMED, now, List.of(new Text("reason", words)));
    }

    /** Several people of the CRM have one number: which one the call is linked to, and who else it may be. */
    Future<Void> ambiguous(
            String callId, Matching policy, Optional<Contact> chosen, List<Contact> candidates, Instant now) {
        String all = candidates.stream().limit(CANDIDATES_MAX).map(News::named).collect(Collectors.joining(", "));
        return tell(
                NoticeType.CONNECTOR_CONTACT_AMBIGUOUS,
                now,
                List.of(
                        new Text("call", callId),
                        new Text("policy", policy.word()),
                        new Text("chosen", chosen.map(News::named).orElse("")),
                        new Text("candidates", all),
                        new Notice.Count("matches", candidates.size())));
    }

    /** Names of people stay in the CRM. */
    private static String named(Contact contact) {
        return contact.type() + "/" + contact.id();
    }

    private Future<Void> tell(NoticeType type, Instant now, List<Notice.Fact> facts) {
        Notice notice = new Notice(type, name, now, now, facts);
        return journal.append(new Entry(
                        Notice.NO_ACCOUNT, Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(notice)))
                .onSuccess(outlet::accept)
                .mapEmpty();
    }
}
