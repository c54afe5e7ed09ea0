package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.call.PhoneNumber;
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

    private final PlainJson json;
    private final Known known;
    private List<String> notes = List.of();

    private Cursor(PlainJson json, Known known) {
        this.json = json;
        this.known = known;
    }

    /** Within the object that the whole text must be. */
    static Cursor at(PlainJson json, Known known) throws NotPlain {
        if (json.first() != '{') {
            throw new NotPlain();
        }
        json.enter();
        return new Cursor(json, known);
    }

    /** The same text from its beginning. */
    Cursor again() throws NotPlain {
        return at(json.again(), known);
    }

    /** The next member, the cursor then at its value; null after the last. */
    Member nextMember() throws NotPlain {
        return json.nextName() ? json.member() : null;
    }

    /** Whether another element follows, the cursor then at it. */
    boolean nextElement() throws NotPlain {
        return json.nextElement();
    }

    /** Whether the value is an object; anything else is skipped. */
    boolean object() throws NotPlain {
        return enters('{');
    }

    /** Whether the value is an array; anything else is skipped. */
    boolean array() throws NotPlain {
        return enters('[');
    }

    void skip() throws NotPlain {
        json.skip();
    }

    /** Leaves the object that has been entered. */
    void skipRest() throws NotPlain {
        while (json.nextName()) {
            json.skip();
        }
    }

    /** The text of a string or a number, digit by digit; empty text counts as absent. */
    Optional<String> text() throws NotPlain {
        return isText() ? json.shared(known.texts) : Optional.empty();
    }

    /** The same, of a text that does not come again. */
    Optional<String> textOnce() throws NotPlain {
        return isText() ? Optional.of(json.string()) : Optional.empty();
    }

    /** The text of one member of an object, the last if there are several. */
    Optional<String> textOf(Member member) throws NotPlain {
        Optional<String> found = Optional.empty();
        for (Member next = object() ? nextMember() : null; next != null; next = nextMember()) {
            if (next == member) {
                found = text();
            } else {
                skip();
            }
        }
        return found;
    }

    /** A session's older id. A server conference has {@code 0}, which names no session (protocol.md 4.6). */
    Optional<String> sessionId() throws NotPlain {
        Optional<String> id = textOnce();
        return id.isPresent() && id.get().equals("0") ? Optional.empty() : id;
    }

    Optional<PhoneNumber> phoneNumber() throws NotPlain {
        return textOnce().filter(number -> !number.isBlank()).map(PhoneNumber::of);
    }

    /** What the path of a notification says. */
    Optional<EventPath> path() throws NotPlain {
        return textOnce().map(EventPath::of);
    }

    /** A whole number, or a text of digits; what does not fit a long counts as absent. */
    OptionalLong number() throws NotPlain {
        byte first = json.first();
        if (first == '"') {
            json.readString();
            return json.isSimple() ? digits(json.from()) : OptionalLong.empty();
        }
        if (!isNumber(first)) {
            skip();
            return OptionalLong.empty();
        }
        return json.readNumber() ? whole(first) : OptionalLong.empty();
    }

    private OptionalLong whole(byte first) {
        OptionalLong shortOne = first == '-' ? OptionalLong.empty() : digits(json.from());
        if (shortOne.isPresent()) {
            return shortOne;
        }
        try {
            return OptionalLong.of(Long.parseLong(json.string()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** True or false, bare or as text. */
    boolean flag(boolean otherwise) throws NotPlain {
        byte first = json.first();
        skip();
        if (first == '{' || first == '[') {
            return otherwise;
        }
        return otherwise ? !json.string().equals("false") : json.string().equals("true");
    }

    /** A moment: ISO text in the platform's forms, or milliseconds since 1970 (protocol.md 2.2). */
    Optional<Instant> time() throws NotPlain {
        if (json.first() == '"') {
            json.readString();
            if (json.isSimple()) {
                return known.moments.parse(json.bytes(), json.from(), json.to());
            }
            byte[] text = json.string().getBytes(UTF_8);
            return Times.parse(text, 0, text.length);
        }
        OptionalLong millis = number();
        return millis.isPresent() ? Times.ofMillis(millis.getAsLong()) : Optional.empty();
    }

    void note(String note) {
        if (notes.size() < NOTES_MAX && !notes.contains(note)) {
            notes = notes.isEmpty() ? new ArrayList<>() : notes;
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

    private boolean enters(char wanted) throws NotPlain {
        if (json.first() == wanted) {
            json.enter();
            return true;
        }
        skip();
        return false;
    }

    /** Whether the value is a text or a number and not empty; whatever it is, it is read. */
    private boolean isText() throws NotPlain {
        byte first = json.first();
        if (first == '"') {
            json.readString();
            return !json.isEmpty();
        }
        skip();
        return isNumber(first);
    }

    private static boolean isNumber(byte first) {
        return first == '-' || (first >= '0' && first <= '9');
    }

    private OptionalLong digits(int from) {
        int to = json.to();
        if (from == to || to - from > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = json.bytes()[i] - '0';
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
