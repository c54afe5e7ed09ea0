package io.switchhook.call.rules;

import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.SessionReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which call is meant by an id of the platform. The telephony session is the key, the older session id an alias, and
 * {@code 0} is no id at all: all conferences share it (protocol.md 10, trap 8).
 */
final class Registry {
    /** So many forgotten calls are still recognised, so that a very late repeat does not make a second call. */
    private static final int FORGOTTEN_MAX = 20_000;

    /** Shortest word that may be an id of a session; chosen, real ones have nine characters and more. */
    private static final int ID_MIN = 6;

    private final String account;
    private final RulesConfig config;
    private final Map<String, CallTrack> calls = new LinkedHashMap<>();
    private final Map<String, CallTrack> bySession = new LinkedHashMap<>();
    private final Map<String, CallTrack> byNumericSession = new LinkedHashMap<>();
    private final Map<String, Boolean> forgotten = new LinkedHashMap<>();
    private final RingOutPairs pairs = new RingOutPairs(byNumericSession);
    /** When present, no other call is begun. */
    private Optional<Set<String>> only = Optional.empty();

    Registry(String account, RulesConfig config) {
        this.account = account;
        this.config = config;
    }

    static Optional<String> usable(Optional<String> sessionId) {
        return sessionId.filter(id -> !id.equals("0") && !id.isBlank());
    }

    Optional<CallTrack> find(Optional<String> telephonySessionId, Optional<String> sessionId) {
        return telephonySessionId
                .map(bySession::get)
                .or(() -> usable(sessionId)
                        .map(byNumericSession::get)
                        .filter(track -> isSame(track, telephonySessionId)));
    }

    /** An alias alone does not join sessions whose keys are all known and differ; a RingOut has two of each. */
    private static boolean isSame(CallTrack track, Optional<String> telephonySessionId) {
        return telephonySessionId.isEmpty() || track.hasKeylessSession();
    }

    boolean isForgotten(Optional<String> telephonySessionId, Optional<String> sessionId) {
        return telephonySessionId.filter(forgotten::containsKey).isPresent()
                || (telephonySessionId.isEmpty()
                        && usable(sessionId).filter(forgotten::containsKey).isPresent());
    }

    static boolean isKeyless(Optional<String> telephonySessionId, Optional<String> sessionId) {
        return telephonySessionId.isEmpty() && usable(sessionId).isEmpty();
    }

    /** The call of these ids: known, the other half of a RingOut, or new; empty without ids or when long forgotten. */
    Optional<CallTrack> trackOf(
            Optional<String> telephonySessionId,
            Optional<String> sessionId,
            Endpoint from,
            Endpoint to,
            Optional<String> accountId) {
        Optional<CallTrack> known = find(telephonySessionId, sessionId);
        if (known.isEmpty()) {
            if (isKeyless(telephonySessionId, sessionId) || isForgotten(telephonySessionId, sessionId)) {
                return Optional.empty();
            }
            known = pairs.twin(usable(sessionId), from, to, false);
            known.ifPresent(CallTrack::becomeRingOut);
        }
        Optional<CallTrack> track = known.isPresent() ? known : create(telephonySessionId, sessionId);
        if (track.isPresent()) {
            track.get().between(from, to);
            know(track.get(), telephonySessionId, sessionId, accountId);
        }
        return track;
    }

    /**
     * The call of a session's report: known, the other half of a RingOut, whose numbers need not be known, or new; empty
     * for one that may not be begun.
     */
    Optional<CallTrack> trackOf(SessionReport report, Endpoint from, Endpoint to, boolean ringOut) {
        Optional<String> key = Optional.of(report.telephonySessionId());
        Optional<CallTrack> known = find(key, report.sessionId());
        if (known.isEmpty() && ringOut) {
            known = pairs.twin(usable(report.sessionId()), from, to, true);
        }
        Optional<CallTrack> track = known.isPresent() ? known : create(key, report.sessionId());
        if (track.isPresent()) {
            know(track.get(), key, report.sessionId(), report.accountId());
        }
        return track;
    }

    private Optional<CallTrack> create(Optional<String> telephonySessionId, Optional<String> sessionId) {
        String id = telephonySessionId.isPresent()
                ? telephonySessionId.get()
                : "n-" + usable(sessionId).orElseThrow();
        if (only.isPresent() && !only.get().contains(id)) {
            return Optional.empty();
        }
        CallTrack track = new CallTrack(id, account, config);
        calls.put(id, track);
        return Optional.of(track);
    }

    /** From now on no calls are begun but these. */
    void beginOnly(Collection<String> ids) {
        only = Optional.of(new LinkedHashSet<>(ids));
    }

    /** From now on every call is begun. */
    void beginAny() {
        only = Optional.empty();
    }

    /** Lets a call be found by its ids from now on. */
    private void know(
            CallTrack track,
            Optional<String> telephonySessionId,
            Optional<String> sessionId,
            Optional<String> accountId) {
        Optional<String> numeric = usable(sessionId);
        track.know(telephonySessionId, numeric, accountId);
        if (telephonySessionId.isPresent()) {
            bySession.put(telephonySessionId.get(), track);
        }
        if (numeric.isPresent()) {
            byNumericSession.put(numeric.get(), track);
        }
    }

    Collection<CallTrack> calls() {
        return calls.values();
    }

    /** The calls whose ids of the platform stand in a text, whatever else the text is. */
    Set<String> namedIn(String text) {
        Set<String> named = new LinkedHashSet<>();
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean within = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-');
            if (!within) {
                if (i - begin >= ID_MIN) {
                    Optional<String> word = Optional.of(text.substring(begin, i));
                    find(word, Optional.empty()).ifPresent(track -> named.add(track.id()));
                    find(Optional.empty(), word).ifPresent(track -> named.add(track.id()));
                }
                begin = i + 1;
            }
        }
        return named;
    }

    Optional<CallTrack> byId(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    void forget(CallTrack track) {
        calls.remove(track.id());
        remember(track.id());
        for (String key : track.telephonySessionIds()) {
            bySession.remove(key, track);
            remember(key);
        }
        for (String key : track.sessionIds()) {
            byNumericSession.remove(key, track);
            remember(key);
        }
    }

    /** From now on an id is one of a call long forgotten. */
    void remember(String key) {
        forgotten.put(key, Boolean.TRUE);
        if (forgotten.size() > FORGOTTEN_MAX) {
            forgotten.remove(forgotten.keySet().iterator().next());
        }
    }
}
