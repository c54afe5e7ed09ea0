package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Logged;
import io.switchhook.connector.Ability;
import io.switchhook.connector.Artifact;
import io.switchhook.connector.Connector;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Earlier;
import io.switchhook.journal.Deliveries.Memory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attaches what can be fetched of a call to its record, one after another, each until the CRM has it. */
final class Attachments {
    private final Connector connector;
    private final Asker asker;
    private final boolean works;

    Attachments(Connector connector, Asker asker) {
        this.connector = connector;
        this.asker = asker;
        this.works = connector.describe().abilities().contains(Ability.ATTACH_ARTIFACT);
    }

    /**
     * Attaches what is not attached yet.
     *
     * @param call the call, whose record is written
     * @param written what is remembered of the record
     * @return what to remember; fails with {@link Halfway} when the CRM does not take one
     */
    Future<Memory> attach(Call call, Memory written) {
        Future<Memory> done = Future.succeededFuture(written);
        if (works) {
            for (Artifact artifact : artifacts(call, written)) {
                done = done.compose(memory -> attach(artifact, memory));
            }
        }
        return done;
    }

    private Future<Memory> attach(Artifact artifact, Memory memory) {
        return asker.ask(() -> connector.attachArtifact(artifact))
                .<Memory>map(taken -> new Memory(
                        memory.recordId(),
                        memory.url(),
                        memory.textHash(),
                        Told.of(memory.reached()).with(artifact.id()).word(),
                        false))
                .recover(failure -> Future.failedFuture(
                        failure instanceof DeliveryFailure known ? new Halfway(known.unsent(), memory) : failure));
    }

    private static List<Artifact> artifacts(Call call, Memory written) {
        Told told = Told.of(written.reached());
        Earlier earlier = Errand.earlier(written);
        List<Artifact> artifacts = new ArrayList<>();
        for (Logged.Recording one : call.logged().recordings()) {
            artifacts.add(new Artifact(call.id(), "recording", one.id(), one.uri(), one.contentType(), earlier));
        }
        call.logged()
                .voicemail()
                .ifPresent(one -> artifacts.add(
                        new Artifact(call.id(), "voicemail", one.id(), one.uri(), Optional.empty(), earlier)));
        return artifacts.stream().filter(one -> !told.has(one.id())).toList();
    }
}
