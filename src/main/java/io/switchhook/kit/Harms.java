package io.switchhook.kit;

import io.switchhook.kit.StubCrm.Meaning;
import io.switchhook.kit.Trial.Harm;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which requests of a trial are harmed: each call once, one call at its first request, the next at its second. */
final class Harms {
    /** Of a call's requests, which one is harmed: the first, second or third. */
    private static final int REQUESTS = 3;

    /** How often a harm is done that everybody has to wait for. */
    private static final int SLOW_MAX = 2;

    /** Writes at which a process dies. */
    private static final int FIRST_DEATH = 2;

    private static final int SECOND_DEATH = 6;

    private final Trial trial;
    private final Map<String, Integer> asked = new LinkedHashMap<>();
    private final Map<String, Integer> order = new LinkedHashMap<>();
    private int writes;
    private int done;

    Harms(Trial trial) {
        this.trial = trial;
    }

    /** What happens to the next request. */
    Harm next(Meaning meaning) {
        Harm harm = trial.harm();
        return switch (harm.kind()) {
            case NONE, TWICE, CRASH_UNNOTED -> Harm.NONE;
            case CRASH_UNANSWERED -> meaning.isWrite() && isDeath(++writes) ? harm : Harm.NONE;
            case STATUS, SILENCE, CUT -> isTurn(meaning.call().orElse("")) ? harm : Harm.NONE;
        };
    }

    /** Whether a process dies at its n-th write of a trial. */
    static boolean isDeath(int write) {
        return write == FIRST_DEATH || write == SECOND_DEATH;
    }

    private boolean isTurn(String call) {
        int request = asked.merge(call, 1, Integer::sum);
        order.putIfAbsent(call, order.size());
        boolean isSlow = trial.harm().retryAfter().isPresent() || trial.harm().kind() == Harm.Kind.SILENCE;
        if (request != 1 + order.get(call) % REQUESTS || (isSlow && done >= SLOW_MAX)) {
            return false;
        }
        done++;
        return true;
    }

    /** How many requests were harmed. */
    int done() {
        return done;
    }
}
