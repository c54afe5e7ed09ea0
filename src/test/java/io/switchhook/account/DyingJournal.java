package io.switchhook.account;

import io.switchhook.journal.Entry;
import io.switchhook.journal.Journal;
import io.switchhook.journal.Journal.EvidencePage;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal whose process is killed at one of its writes: just before it, or when it is durable but nobody knows. */
final class DyingJournal {
    /** For one that lives on. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Journal real;
    private final int dieAt;
    private final boolean durable;
    private final List<Future<List<StoredEvent>>> pending = new ArrayList<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger evidenceRead = new AtomicInteger();
    private volatile boolean dead;

    DyingJournal(Journal real, int dieAt, boolean durable) {
        this.real = real;
        this.dieAt = dieAt;
        this.durable = durable;
    }

    @SuppressWarnings("unchecked")
    Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (self, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        return append((Entry) arguments[0]);
                    }
                    try {
                        Object answer = dead ? Promise.promise().future() : method.invoke(real, arguments);
                        return method.getName().equals("evidenceAt") ? counted((Future<EvidencePage>) answer) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Future<List<StoredEvent>> append(Entry entry) {
        if (dead) {
            return Promise.<List<StoredEvent>>promise().future();
        }
        dead = writes.incrementAndGet() == dieAt;
        if (dead && !durable) {
            return Promise.<List<StoredEvent>>promise().future();
        }
        Future<List<StoredEvent>> kept = real.append(entry);
        pending.add(kept);
        return dead ? Promise.<List<StoredEvent>>promise().future() : kept;
    }

    private Future<EvidencePage> counted(Future<EvidencePage> page) {
        return page.onSuccess(read -> evidenceRead.addAndGet(read.evidence().size()));
    }

    /** How many pieces of evidence a restart read again. */
    int evidenceRead() {
        return evidenceRead.get();
    }

    boolean isDead() {
        return dead;
    }

    int writes() {
        return writes.get();
    }

    /** What was written since the last time, to be waited for. */
    List<Future<List<StoredEvent>>> takePending() {
        List<Future<List<StoredEvent>>> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }
}
