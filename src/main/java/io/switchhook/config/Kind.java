package io.switchhook.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a value has to be.
 *
 * @param expected in words, to be read after "Expected", with range and form
 * @param parse the value of a text; empty when the text is not of this kind
 * @param remedy what to do about a text that is not of this kind; may be the empty text
 */
record Kind<T>(String expected, Function<String, Optional<T>> parse, Function<String, String> remedy) {
    Kind(String expected, Function<String, Optional<T>> parse) {
        this(expected, parse, text -> "");
    }

    Kind<T> orElse(Function<String, String> newRemedy) {
        return new Kind<>(expected, parse, newRemedy);
    }
}
