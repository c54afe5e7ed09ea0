package io.switchhook.call;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The states that a call or a leg has been in, in order. It never changes, so that every picture of a call shares it with
 * the story, and it is packed into eight bytes a step, because every open call keeps three or more.
 *
 * @param <S> call states or leg states
 */
@SuppressWarnings("EnumOrdinal") // In memory only: no number of it is ever kept or sent.
public final class History<S extends Enum<S>> extends AbstractList<Moment<S>> implements RandomAccess {
    private static final int CERTAINTY_BITS = 3;
    private static final int STATE_BITS = 5;
    private static final int BITS = CERTAINTY_BITS + STATE_BITS;
    private static final int CERTAINTY_MASK = (1 << CERTAINTY_BITS) - 1;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;
    private static final Certainty[] CERTAINTIES = Certainty.values();
    private static final CallState[] CALL_STATES = CallState.values();
    private static final LegState[] LEG_STATES = LegState.values();
    private static final History<CallState> OF_CALL = new History<>(CALL_STATES, new long[0]);
    private static final History<LegState> OF_LEG = new History<>(LEG_STATES, new long[0]);

    private final S[] states;
    /** Of each step: milliseconds of the epoch, then the state, then the certainty. */
    private final long[] steps;

    private History(S[] states, long[] steps) {
        this.states = states;
        this.steps = steps;
    }

    /**
     * The history of a call that has none yet.
     *
     * @return no step
     */
    public static History<CallState> ofCall() {
        return OF_CALL;
    }

    /**
     * The history of a leg that has none yet.
     *
     * @return no step
     */
    public static History<LegState> ofLeg() {
        return OF_LEG;
    }

    /**
     * The same with one step more.
     *
     * @param state the state entered
     * @param atMs when, by the evidence, milliseconds of the epoch
     * @param certainty how we know
     * @return the longer history
     */
    public History<S> with(S state, long atMs, Certainty certainty) {
        long[] longer = Arrays.copyOf(steps, steps.length + 1);
        longer[steps.length] = atMs << BITS | (long) state.ordinal() << CERTAINTY_BITS | certainty.ordinal();
        return new History<>(states, longer);
    }

    /**
     * When a state was entered.
     *
     * @param step from 0
     * @return milliseconds of the epoch
     */
    public long atMs(int step) {
        return steps[step] >> BITS;
    }

    /**
     * The state entered.
     *
     * @param step from 0
     * @return the state
     */
    public S state(int step) {
        return states[(int) steps[step] >> CERTAINTY_BITS & STATE_MASK];
    }

    /**
     * How a step is known.
     *
     * @param step from 0
     * @return the certainty
     */
    public Certainty certainty(int step) {
        return CERTAINTIES[(int) steps[step] & CERTAINTY_MASK];
    }

    /**
     * When the newest state was entered. Not to be asked of an empty history.
     *
     * @return milliseconds of the epoch
     */
    public long lastAtMs() {
        return atMs(steps.length - 1);
    }

    @Override
    public Moment<S> get(int step) {
        return new Moment<>(state(step), Instant.ofEpochMilli(atMs(step)), certainty(step));
    }

    @Override
    public int size() {
        return steps.length;
    }
}
