package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Party;
import io.switchhook.call.rules.RingOutPairs.Half;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    /** Never walked through, so that their order does not matter. */
    private final Map<String, CallTrack> bySession = new HashMap<>();

    private final Map<String, CallTrack> byNumericSession = new HashMap<>();
    private final Map<String, Boolean> forgotten = new LinkedHashMap<>();
    private final Map<String, List<CallTrack>> awaited = new LinkedHashMap<>();
    final Queues queues = new Queues();
    private final RingOutPairs pairs = new RingOutPairs(byNumericSession);
    /** When present, no other call is begun. */
    private Optional<Set<String>> only = Optional.empty();

    Registry(String account, RulesConfig config) {
        this.account = account;
        this.config = config;
    }

    static Optional<String> usable(Optional<String> sessionId) {
        return sessionId.isPresent() && isUsable(sessionId.get()) ? sessionId : Optional.empty();
    }

    private static boolean isUsable(String sessionId) {
        return sessionId.length() > 1 ? !sessionId.isBlank() : !sessionId.isBlank() && !sessionId.equals("0");
    }

    Optional<CallTrack> find(Optional<String> telephonySessionId, Optional<String> sessionId) {
        CallTrack known = telephonySessionId.isPresent() ? bySession.get(telephonySessionId.get()) : null;
        if (known == null && usable(sessionId).isPresent()) {
            CallTrack alias = byNumericSession.get(sessionId.get());
            known = alias != null && isSame(alias, telephonySessionId) ? alias : null;
        }
        return Optional.ofNullable(known);
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
    Optional<CallTrack> trackOf(Optional<String> telephonySessionId, Half half, Optional<String> accountId) {
        return trackOf(telephonySessionId, half, accountId, false);
    }

    /** The same for a record that may say of itself that it is of a RingOut. */
    Optional<CallTrack> trackOf(
            Optional<String> telephonySessionId, Half half, Optional<String> accountId, boolean ringOut) {
        Optional<String> sessionId = half.sessionId();
        Optional<CallTrack> known = find(telephonySessionId, sessionId);
        if (known.isEmpty()) {
            if (isKeyless(telephonySessionId, sessionId) || isForgotten(telephonySessionId, sessionId)) {
                return Optional.empty();
            }
            known = pairs.twin(usable(half), ringOut);
            known.ifPresent(CallTrack::becomeRingOut);
        }
        Optional<CallTrack> track = known.isPresent() ? known : create(telephonySessionId, sessionId);
        if (track.isPresent()) {
            track.get().between(half.from(), half.to());
            know(track.get(), telephonySessionId, sessionId, accountId);
            if (ringOut) {
                track.get().becomeRingOut();
            }
        }
        return track;
    }

    private static Half usable(Half half) {
        return new Half(usable(half.sessionId()), half.from(), half.to(), half.extension(), half.direction());
    }

    /** The call of the other half of a RingOut, as a session calls itself; its numbers need not be known. */
    Optional<CallTrack> twinOf(Half half) {
        return pairs.twin(usable(half), true);
    }

    /**
     * The call of a session's report: known by an id, else that of the other half, or new; empty for one that may not be
     * begun.
     */
    Optional<CallTrack> trackOf(SessionReport report, Optional<CallTrack> known, Optional<CallTrack> twin) {
        Optional<String> key = Optional.of(report.telephonySessionId());
        Optional<CallTrack> track = known.isPresent() ? known : twin;
        if (track.isEmpty()) {
            track = create(key, report.sessionId());
        }
        if (track.isEmpty()) {
            return track;
        }
        know(track.get(), key, report.sessionId(), report.accountId());
        if (twin.isPresent()
                && twin.get() != track.get()
                && track.get().sessionIds().size() == 1) {
            // Both halves were told as calls before it was known: they are joined, and neither alone is an answer.
            twin.get().becomeRingOut();
            tieTwins(track.get(), twin.get());
        }
        return track;
    }

    private static void tieTwins(CallTrack one, CallTrack other) {
        one.links().tie(other.id(), Links.Bond.RING_OUT, Certainty.INFERRED);
        other.links().tie(one.id(), Links.Bond.RING_OUT, Certainty.INFERRED);
        one.links().join(other.id(), other);
        other.links().join(one.id(), one);
    }

    private Optional<CallTrack> create(Optional<String> telephonySessionId, Optional<String> sessionId) {
        String id = telephonySessionId.isPresent()
                ? telephonySessionId.get()
                : "n-" + usable(sessionId).orElseThrow();
        if (only.isPresent() && !only.get().contains(id)) {
            return Optional.empty();
        }
        CallTrack track = new CallTrack(id, account, config, queues);
        track.links().among(calls.values());
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
        if (!track.know(telephonySessionId, numeric, accountId)) {
            return;
        }
        if (telephonySessionId.isPresent()) {
            bySession.put(telephonySessionId.get(), track);
            joinAwaited(telephonySessionId.get(), track);
        }
        if (numeric.isPresent()) {
            byNumericSession.put(numeric.get(), track);
        }
    }

    /** Ties the call to the sessions into which its parties moved. */
    void tie(CallTrack track, SessionReport report, Turn turn) {
        for (Party party : report.parties()) {
            Optional<String> peer = party.peerSession();
            if (peer.isPresent()
                    && find(peer, Optional.empty()).filter(track::equals).isEmpty()) {
                tie(track, peer.get(), Links.Bond.of(party.reason()), Certainty.OBSERVED);
                if (turn.decision().isExplained()) {
                    turn.decision().because(Rule.BELONGS_TOGETHER, track, "with " + peer.get());
                }
            }
        }
    }

    private void tie(CallTrack track, String session, Links.Bond bond, Certainty certainty) {
        track.links().tie(session, bond, certainty);
        CallTrack other = bySession.get(session);
        if (other != null) {
            join(track, session, other);
        } else {
            awaited.computeIfAbsent(session, key -> new ArrayList<>(1)).add(track);
        }
    }

    private static void join(CallTrack one, String session, CallTrack other) {
        Links.Tied tied = one.links().join(session, other);
        one.telephonySessionId().ifPresent(back -> {
            other.links().tie(back, tied.bond(), tied.certainty());
            other.links().join(back, one);
        });
    }

    private void joinAwaited(String session, CallTrack track) {
        List<CallTrack> waiting = awaited.isEmpty() ? null : awaited.remove(session);
        if (waiting != null) {
            waiting.stream().filter(early -> early != track).forEach(early -> join(early, session, track));
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
        track.links()
                .sessions()
                .forEach(session -> awaited.computeIfPresent(session, (key, waiting) -> {
                    waiting.remove(track);
                    return waiting.isEmpty() ? null : waiting;
                }));
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
