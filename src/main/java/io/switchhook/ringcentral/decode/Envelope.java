package io.switchhook.ringcentral.decode;

import io.switchhook.call.Origin;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What stands around a notification's body (protocol.md 4.1), filled in as its members come, in whatever order. */
final class Envelope {
    private final String via;
    private final Instant heardAt;
    private Optional<EventPath> path;
    private final boolean pathIsSettled;
    private Optional<String> uuid = Optional.empty();
    private Optional<String> subscription = Optional.empty();
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<Body> body = Optional.empty();
    private boolean passedBody;
    private boolean wrapped;

    /** Something said about calls, complete only together with its envelope. */
    interface Body {
        void read(Cursor in) throws NotPlain;

        Decoded in(Envelope envelope, EventPath path, Cursor from);
    }

    /** For a first reading, or, with a path, for a second when the body came before the event's name. */
    Envelope(String via, Instant heardAt, Optional<EventPath> path) {
        this.via = via;
        this.heardAt = heardAt;
        this.path = path;
        this.pathIsSettled = path.isPresent();
    }

    void read(Cursor in) throws NotPlain {
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case EVENT -> readEvent(in);
                case UUID -> uuid = in.textOnce();
                case TIMESTAMP -> sentAt = in.time();
                case SUBSCRIPTION_ID -> subscription = in.text();
                case BODY -> readBody(in);
                case PN_APNS, APS -> readWrapper(in);
                default -> in.skip();
            }
        }
    }

    Optional<EventPath> path() {
        return path;
    }

    /** Whether a body went by before it could be told what it is, and should now be read. */
    boolean needsSecondReading() {
        return body.isEmpty()
                && passedBody
                && !pathIsSettled
                && path.isPresent()
                && path.get().isAboutCalls();
    }

    /** What it amounts to, once read. Guide samples in the form for mobile push often lack parts (trap 29). */
    Decoded decoded(Cursor in) {
        if (path.isPresent() && !path.get().isAboutCalls()) {
            return new Decoded.Ignored(path.get().topic());
        }
        if (path.isPresent() && body.isPresent()) {
            return body.get().in(this, path.get(), in);
        }
        if (wrapped) {
            return new Decoded.Ignored("mobile-push");
        }
        return path.isEmpty()
                ? new Decoded.Malformed("no-event", "Expected the member event in a notification, but it is missing")
                : new Decoded.Malformed("no-body", "Expected an object body in a notification, but it is missing");
    }

    /** When it was sent, else when we heard it. */
    Instant at() {
        return sentAt.orElse(heardAt);
    }

    Provenance provenance(OptionalLong sequence) {
        return new Provenance(via, subscription, uuid, sequence, sentAt, heardAt, Origin.LIVE);
    }

    private void readEvent(Cursor in) throws NotPlain {
        Optional<EventPath> said = in.path();
        if (!pathIsSettled) {
            path = said;
        }
    }

    private void readBody(Cursor in) throws NotPlain {
        if (!in.object()) {
            return;
        }
        if (path.isEmpty() || !path.get().isAboutCalls()) {
            passedBody = true;
            in.skipRest();
            return;
        }
        Body found = path.get().topic().equals(EventPath.TELEPHONY) ? new SessionBody() : new PresenceBody();
        found.read(in);
        body = Optional.of(found);
    }

    private void readWrapper(Cursor in) throws NotPlain {
        wrapped = true;
        if (in.object()) {
            read(in);
        }
    }
}
