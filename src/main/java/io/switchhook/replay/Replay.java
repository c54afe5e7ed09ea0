package io.switchhook.replay;

import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.event.EventJson;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Feeds a trace through the rules in virtual time. Deterministic: what it writes depends on the trace alone.
 *
 * <p>Not thread-safe.
 */
public final class Replay {
    private final RulesConfig config;
    private final BiConsumer<CallEvent, Instant> teller;
    private final Optional<Consumer<String>> evidence;
    private final boolean why;
    private final Decoder decoder = new Decoder();
    private final Map<String, AccountCalls> accounts = new LinkedHashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long offset;

    /**
     * A replay that has read nothing yet.
     *
     * @param config how patient to be, and which sources the trace has
     * @param events takes each event's envelope, one line each
     * @param evidence takes a line for each input: what was understood, refused and told
     */
    public Replay(RulesConfig config, Consumer<String> events, Optional<Consumer<String>> evidence) {
        this(config, events, evidence, false);
    }

    /**
     * A replay that can say why.
     *
     * @param config how patient to be, and which sources the trace has
     * @param events takes each event's envelope, one line each
     * @param evidence takes a line for each input: what was understood, refused and told
     * @param why whether these lines also say by which rules, with lines for what time alone decided
     */
    public Replay(RulesConfig config, Consumer<String> events, Optional<Consumer<String>> evidence, boolean why) {
        this.why = why;
        this.config = config;
        this.teller = (event, now) -> events.accept(EventJson.write(event, ++offset, now));
        this.evidence = evidence;
    }

    /**
     * A replay for somebody who wants the events themselves.
     *
     * @param config how patient to be, and which sources the trace has
     * @param teller takes each event, and the moment at which it is told
     */
    public Replay(RulesConfig config, BiConsumer<CallEvent, Instant> teller) {
        this.why = false;
        this.config = config;
        this.teller = (event, now) -> {
            offset++;
            teller.accept(event, now);
        };
        this.evidence = Optional.empty();
    }

    /**
     * Feeds one line of the trace.
     *
     * @param line the line's bytes
     * @return whether it was one
     */
    public boolean feed(byte[] line) {
        Optional<TraceLine> read = TraceLine.read(line);
        if (read.isEmpty()) {
            count("line-unreadable");
            return false;
        }
        TraceLine input = read.get();
        AccountCalls calls = accounts.computeIfAbsent(input.account(), name -> new AccountCalls(name, config, why));
        accounts.values().forEach(account -> pass(account, input.at()));
        Decoded decoded = decoder.decode(input.kind(), input.body(), input.via(), input.at());
        if (decoded instanceof Decoded.Understood understood) {
            understood.notes().forEach(this::count);
            Decision decision = calls.accept(understood.evidence());
            evidence.ifPresent(out -> out.accept(Explained.line(input, decision, why)));
            tell(decision, input.at());
        } else {
            String what = decoded instanceof Decoded.Malformed bad
                    ? "malformed " + bad.kind()
                    : "ignored " + ((Decoded.Ignored) decoded).what();
            count(what);
            evidence.ifPresent(out -> out.accept(Explained.unused(input, what)));
        }
        return true;
    }

    /** Runs time on until nothing is pending. */
    public void finish() {
        for (AccountCalls account : accounts.values()) {
            while (account.isPending()) {
                Instant next = account.nextDeadline().orElseThrow();
                passed(account.advance(next), next);
            }
        }
    }

    private void pass(AccountCalls account, Instant until) {
        Optional<Instant> next = account.nextDeadline();
        while (next.isPresent() && next.get().isBefore(until)) {
            passed(account.advance(next.get()), next.get());
            next = account.nextDeadline();
        }
    }

    private void passed(Decision decision, Instant now) {
        if (why && !decision.reasonings().isEmpty()) {
            evidence.ifPresent(out -> out.accept(Explained.line(now, decision)));
        }
        tell(decision, now);
    }

    private void tell(Decision decision, Instant now) {
        decision.refusals().forEach(refusal -> count("refused " + refusal.reason()));
        decision.unmapped().forEach(word -> count("unmapped reason " + word));
        for (CallEvent event : decision.events()) {
            teller.accept(event, now);
        }
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /**
     * What was not used and why, for a summary.
     *
     * @return how often by kind, in alphabetical order
     */
    public Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /**
     * How many events were told.
     *
     * @return the number
     */
    public long told() {
        return offset;
    }
}
