package io.switchhook.delivery;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last few things that were done, so that none is done twice; the oldest are forgotten. */
final class Recent {
    private final int max;
    private final Set<String> things = new LinkedHashSet<>();

    Recent(int max) {
        this.max = max;
    }

    /** Notes a thing; false when it is known already. */
    boolean add(String thing) {
        if (!things.add(thing)) {
            return false;
        }
        if (things.size() > max) {
            things.remove(things.iterator().next());
        }
        return true;
    }
}
