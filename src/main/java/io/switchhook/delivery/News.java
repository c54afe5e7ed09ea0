package io.switchhook.delivery;

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

/** Tells as events that a connector pauses, and that it goes on. */
final class News {
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

    private Future<Void> tell(NoticeType type, Instant now, List<Notice.Fact> facts) {
        Notice notice = new Notice(type, name, now, now, facts);
        return journal.append(
                        new Entry(Notice.NO_ACCOUNT, Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(notice)))
                .onSuccess(outlet::accept)
                .mapEmpty();
    }
}
