package io.switchhook.ringcentral.look;

import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.QuotaState;
import io.switchhook.ringcentral.rest.RateGroup;
import io.switchhook.ringcentral.rest.RemoteFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at active calls again and again, sooner when asked to, and never more often than the quota allows.
 *
 * <p>Belongs to the context on which it was opened.
 */
public final class Looks {
    private static final Logger log = LoggerFactory.getLogger(Looks.class);
    private static final String SESSIONS = "/restapi/v1.0/account/~/telephony/sessions/";
    private static final Duration RETRY_FIRST = Duration.ofSeconds(2);
    private static final Duration RETRY_MAX = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Platform platform;
    private final Supplier<Future<List<QuotaState>>> quota;
    private final LookSettings settings;
    private final InstantSource clock;
    private final ActiveCallsLook activeCalls;
    private final CallLogLooks callLog;
    private LookListener listener;
    private long timer = -1;
    private boolean looking;
    private boolean wanted;
    private boolean closed;
    private int failures;
    private Instant lookedAt = Instant.EPOCH;

    /**
     * Looks that have not begun.
     *
     * @param vertx for timers
     * @param platform whom to ask
     * @param quota where the rate groups stand
     * @param settings how often and at what
     * @param clock the time of day
     */
    public Looks(
            Vertx vertx,
            Platform platform,
            Supplier<Future<List<QuotaState>>> quota,
            LookSettings settings,
            InstantSource clock) {
        this.vertx = vertx;
        this.platform = platform;
        this.quota = quota;
        this.settings = settings;
        this.clock = clock;
        this.activeCalls = new ActiveCallsLook(platform, settings.extensions(), clock);
        this.callLog = new CallLogLooks(vertx, platform, quota, settings, clock);
    }

    /**
     * The looks at the call log.
     *
     * @return those of the same account
     */
    public CallLogLooks callLog() {
        return callLog;
    }

    /**
     * Begins with a look at once.
     *
     * @param hears who hears of looks
     */
    public void open(LookListener hears) {
        listener = hears;
        callLog.open(hears);
        take();
    }

    /** Looks soon: now, or as soon as the last look is old enough to make another worth while. */
    public void soon() {
        if (looking) {
            wanted = true;
            return;
        }
        Duration since = Duration.between(lookedAt, clock.instant());
        schedule(settings.apart().minus(since));
    }

    /**
     * Asks whether the platform still knows a session, and where its parties stand. An answer that does not come proves
     * nothing.
     *
     * @param telephonySessionId the session
     */
    public void session(String telephonySessionId) {
        PlatformRequest request =
                PlatformRequest.of(HttpMethod.GET, SESSIONS + telephonySessionId, RateGroup.LIGHT, Priority.LIVE);
        platform.send(request)
                .map(answer -> status(telephonySessionId, answer))
                .recover(failure -> failure instanceof RemoteFailure.NotFound
                        ? Future.succeededFuture(status(telephonySessionId).put("exists", false))
                        : Future.failedFuture(failure))
                .onSuccess(status -> seen("session", "session-status", status.toBuffer()))
                .onFailure(failure ->
                        log.warn("Session status failed, asked again by a later look: {}", failure.getMessage()));
    }

    /**
     * Asks for an extension's calls as its presence shows them now.
     *
     * @param extensionId the extension
     * @return completes when it was seen or could not be
     */
    public Future<Void> presence(String extensionId) {
        String path = "/restapi/v1.0/account/~/extension/" + extensionId + "/presence";
        PlatformRequest request = PlatformRequest.of(HttpMethod.GET, path, RateGroup.LIGHT, Priority.LIVE)
                .with("detailedTelephonyState", "true");
        return platform.send(request)
                .onSuccess(answer -> seen("presence", "presence", answer.body()))
                .onFailure(failure -> log.warn("Presence of an extension failed: {}", failure.getMessage()))
                .mapEmpty()
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** Of an answer that cannot be read, only that there was one. */
    private static JsonObject status(String telephonySessionId, PlatformResponse answer) {
        JsonObject status = status(telephonySessionId).put("exists", true);
        try {
            if (answer.json().getValue("parties") instanceof JsonArray parties) {
                status.put("parties", parties);
            }
        } catch (DecodeException | ClassCastException unreadable) {
            log.warn("Expected a session's status, but its answer cannot be read: {}", unreadable.getMessage());
        }
        return status;
    }

    private static JsonObject status(String telephonySessionId) {
        return new JsonObject().put("telephonySessionId", telephonySessionId);
    }

    private void seen(String kind, String via, Buffer body) {
        if (!closed) {
            listener.seen(new Look(kind, via, clock.instant(), body.getBytes()));
        }
    }

    /** Stops looking. */
    public void close() {
        closed = true;
        callLog.close();
        vertx.cancelTimer(timer);
    }

    private void take() {
        if (closed || looking) {
            return;
        }
        looking = true;
        wanted = false;
        lookedAt = clock.instant();
        activeCalls.take().onSuccess(this::saw).onFailure(this::sawNothing);
    }

    private void saw(ActiveCallsLook.Seen seen) {
        looking = false;
        failures = 0;
        if (closed) {
            return;
        }
        listener.seen(new Look("activeCalls", "active-calls", clock.instant(), seen.body()));
        quota.get()
                .map(groups -> interval(groups, seen.requests()))
                .otherwise(settings.every())
                .onSuccess(every -> schedule(wanted ? settings.apart() : every));
    }

    private Duration interval(List<QuotaState> groups, int requests) {
        return groups.stream()
                .filter(state -> state.group() == RateGroup.HEAVY)
                .map(state -> settings.affordable(requests, state.limit(), state.window()))
                .findFirst()
                .orElse(settings.every());
    }

    private void sawNothing(Throwable failure) {
        looking = false;
        if (closed) {
            return;
        }
        Duration again = RETRY_FIRST.multipliedBy(1L << Math.min(failures, 5));
        again = again.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : again;
        failures++;
        listener.failed(failure.getMessage(), again);
        schedule(again);
    }

    private void schedule(Duration delay) {
        vertx.cancelTimer(timer);
        if (!closed) {
            timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> take());
        }
    }
}
