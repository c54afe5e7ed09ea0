package io.switchhook.kit;

import io.switchhook.connector.Description;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Sees what the delivery asks of the connector. May be asked by any thread. */
final class Witness {
    private final Map<String, Long> underWay = new ConcurrentSkipListMap<>();
    private final Map<String, Long> newest = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> doubts = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> overlaps = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> twice = new ConcurrentHashMap<>();
    private final AtomicInteger life = new AtomicInteger();
    private volatile Optional<Description> description = Optional.empty();
    private volatile boolean doubling;
    private volatile BooleanSupplier onWritten = () -> false;

    /** From now on the first write of each call is made twice, or no longer. */
    void doubling(boolean on) {
        doubling = on;
        twice.clear();
    }

    /** Asked when a write was answered; true to let nobody know of the answer. */
    void onWritten(BooleanSupplier dies) {
        onWritten = dies;
    }

    /** What the connector says of itself. */
    void describes(Description of) {
        description = Optional.of(of);
    }

    /** What it said last; empty when nobody asked yet. */
    Optional<Description> description() {
        return description;
    }

    /** Which process there is; what a dead one still says does not count. */
    int life() {
        return life.get();
    }

    /** A write begins; false in a process that is dead, and so begins nothing. */
    boolean begins(String call, long sequence, boolean uncertain, int inLife) {
        if (inLife != life.get()) {
            return false;
        }
        newest.put(call, sequence);
        if (underWay.put(call, sequence) != null) {
            overlaps.add(call);
        }
        if (uncertain) {
            doubt(call);
        }
        return true;
    }

    /** Nobody knows whether a write of the call was made. */
    void doubt(String call) {
        doubts.computeIfAbsent(call, none -> new AtomicInteger()).incrementAndGet();
    }

    void ends(String call, int inLife) {
        if (inLife == life.get()) {
            underWay.remove(call);
        }
    }

    /** The process is gone, and what was under way with it. */
    void died() {
        life.incrementAndGet();
        underWay.clear();
    }

    boolean swallows(int inLife) {
        return inLife != life.get() || onWritten.getAsBoolean();
    }

    boolean isToBeDoubled(String call) {
        return doubling && twice.putIfAbsent(call, true) == null;
    }

    /** The sequence of the event that was given to the connector last for a call; 0 for none. */
    long writing(String call) {
        return newest.getOrDefault(call, 0L);
    }

    /** How often nobody knew what had become of a write of a call. */
    int doubts(String call) {
        AtomicInteger count = doubts.get(call);
        return count == null ? 0 : count.get();
    }

    /** Writes of one call that were begun while another one was under way. */
    int overlaps() {
        return overlaps.size();
    }
}
