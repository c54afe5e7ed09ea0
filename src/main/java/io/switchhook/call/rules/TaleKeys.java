package io.switchhook.call.rules;

import io.switchhook.call.CallEventType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tales that were told of a call, by their keys, in order. */
final class TaleKeys {
    private static final int GROWTH = 4;

    private long[] keys = new long[GROWTH * 2];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(Tale tale) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size + GROWTH);
        }
        keys[size++] = tale.key();
    }

    /** From now on these were told and no others. */
    void become(List<Tale> tales) {
        size = 0;
        tales.forEach(this::add);
    }

    boolean has(CallEventType type) {
        for (int i = size - 1; i >= 0; i--) {
            if (Tale.isOf(type, keys[i])) {
                return true;
            }
        }
        return false;
    }

    Set<Long> all() {
        Set<Long> all = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            all.add(keys[i]);
        }
        return all;
    }
}
