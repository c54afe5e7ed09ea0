package io.switchhook.ringcentral.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.switchhook.call.PhoneNumber;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place in a JSON text, read forward once, forgiving field by field: what has the wrong type counts as absent. Every
 * method that reads a value leaves the cursor at that value's end.
 */
final class Cursor {
    /** Notes kept from one text; chosen, because a hostile text could yield thousands. */
    private static final int NOTES_MAX = 16;

    /** Longest foreign word that a note repeats; chosen, because the platform's own words are shorter. */
    private static final int WORD_MAX = 32;

    /** Digits that always fit a long. */
    private static final int LONG_DIGITS = 18;

    private final JsonParser parser;
    private final List<String> notes = new ArrayList<>(0);

    Cursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves to the first value; true when that is an object. */
    boolean start() throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT;
    }

    /** The name of the next member, the cursor then at its value; null after the last. */
    String nextMember() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /** Whether another element follows, the cursor then at it. */
    boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Whether the value is an object; anything else is skipped. */
    boolean object() throws IOException {
        return at(JsonToken.START_OBJECT);
    }

    /** Whether the value is an array; anything else is skipped. */
    boolean array() throws IOException {
        return at(JsonToken.START_ARRAY);
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The text of a string or a number, digit by digit; empty text counts as absent. */
    Optional<String> text() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            String text = parser.getText();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        skip();
        return Optional.empty();
    }

    /** The text of one member of an object, the last if there are several. */
    Optional<String> textOf(String member) throws IOException {
        Optional<String> found = Optional.empty();
        for (String name = object() ? nextMember() : null; name != null; name = nextMember()) {
            if (name.equals(member)) {
                found = text();
            } else {
                skip();
            }
        }
        return found;
    }

    /** A session's older id. A server conference has {@code 0}, which names no session (protocol.md 4.6). */
    Optional<String> sessionId() throws IOException {
        Optional<String> id = text();
        return id.isPresent() && id.get().equals("0") ? Optional.empty() : id;
    }

    Optional<PhoneNumber> phoneNumber() throws IOException {
        return text().filter(number -> !number.isBlank()).map(PhoneNumber::of);
    }

    /** A whole number, or a text of digits; what does not fit a long counts as absent. */
    OptionalLong number() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? OptionalLong.empty()
                    : OptionalLong.of(parser.getLongValue());
        }
        return digits(token == JsonToken.VALUE_STRING ? parser.getText() : skipped());
    }

    /** True or false, bare or as text. */
    boolean flag(boolean otherwise) throws IOException {
        JsonToken token = parser.currentToken();
        String word = token.isScalarValue() ? parser.getText() : skipped();
        return otherwise ? !word.equals("false") : word.equals("true");
    }

    /** A moment: ISO text in the platform's forms, or milliseconds since 1970 (protocol.md 2.2). */
    Optional<Instant> time() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return Times.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        OptionalLong millis = number();
        return millis.isPresent() ? Times.ofMillis(millis.getAsLong()) : Optional.empty();
    }

    void note(String note) {
        if (notes.size() < NOTES_MAX && !notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Notes a foreign word, unless it could be more than a word: notes are counted and shown. */
    void note(String what, String word) {
        boolean plain = word.length() <= WORD_MAX && word.chars().allMatch(Cursor::isLetter);
        note(what + " " + (plain ? word : "(no word)"));
    }

    List<String> notes() {
        return notes;
    }

    private boolean at(JsonToken wanted) throws IOException {
        if (parser.currentToken() == wanted) {
            return true;
        }
        skip();
        return false;
    }

    private String skipped() throws IOException {
        skip();
        return "";
    }

    private static OptionalLong digits(String text) {
        if (text.isEmpty() || text.length() > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
