package io.switchhook.connector.document;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.switchhook.connector.DeliveryFailure;
import java.util.List;
import java.util.Map;

/** A value computed from what is known: one JSONata expression, compiled once, evaluated on any thread. */
final class Expression {
    /** Longest that an expression may take, milliseconds; chosen: a thousand times what a usual one takes. */
    private static final long WITHIN_MS = 500;

    /** Deepest nesting of what is evaluated; chosen: templates of documents have a tenth. */
    private static final int DEPTH_MAX = 300;

    private final String text;
    private final Jsonata compiled;

    private Expression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /**
     * Compiles an expression.
     *
     * @throws JException when it is none; its location is the place in the text
     */
    static Expression compile(String text) {
        return new Expression(text, Jsonata.jsonata(text));
    }

    /**
     * The value: null for nothing, else a text, number, flag, list or map.
     *
     * @throws DeliveryFailure of kind REJECT when it cannot be computed from these values
     */
    Object evaluate(Map<String, Object> scope) {
        try {
            Jsonata.Frame frame = compiled.createFrame();
            Words.bind(frame);
            frame.setRuntimeBounds(WITHIN_MS, DEPTH_MAX);
            return JsonValues.plain(compiled.evaluate(scope, frame));
        } catch (DeliveryFailure known) {
            throw known;
        } catch (RuntimeException e) {
            // The library wraps what a function of it throws in whatever is at hand.
            throw DeliveryFailure.reject("the document's expression \"" + text + "\" fails: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw DeliveryFailure.reject("the document's expression \"" + text + "\" nests too deep");
        }
    }

    /** Whether the value counts as true, as JSONata has it: nothing, false, 0, empty are not. */
    boolean holds(Map<String, Object> scope) {
        Object value = evaluate(scope);
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Expression::isTrue);
        }
        return isTrue(value);
    }

    private static boolean isTrue(Object value) {
        return value != null && Jsonata.boolize(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
