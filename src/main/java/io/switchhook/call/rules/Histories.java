package io.switchhook.call.rules;

import io.switchhook.call.Moment;
import java.util.ArrayList;
import java.util.List;

/** Lists of moments that only grow. They cannot be changed, so that pictures of a call share them with its story. */
final class Histories {
    private Histories() {}

    /** The same with one moment more. */
    static <S> List<Moment<S>> with(List<Moment<S>> history, Moment<S> newest) {
        List<Moment<S>> longer = new ArrayList<>(history.size() + 1);
        longer.addAll(history);
        longer.add(newest);
        return List.copyOf(longer);
    }
}
