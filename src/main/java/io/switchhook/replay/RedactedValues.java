package io.switchhook.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is written in place of one value. */
final class RedactedValues {
    /** Fewest digits of a telephone number; extension numbers have up to six. */
    private static final int NUMBER_DIGITS_MIN = 7;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_!.:~=-]{1,128}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9 _/&',.()-]{0,60}");
    private static final Pattern DIALLED = Pattern.compile("[+0-9 ().,;*#/-]+");
    private static final Pattern NOBODY = Pattern.compile("(?i)conference|anonymous|unknown|restricted|unavailable");

    /** The platform's forms of a moment (protocol.md 2.2), or digits, which are counters and epochs given as text. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}|[0-9]{4}-?[0-9]{2}-?[0-9]{2}([T ][0-9:.Z+-]*)?");

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/~._-]{1,300}");
    private static final Pattern LONG_SEGMENT = Pattern.compile("(account|extension)/[0-9]+|[0-9]{7,}");
    private static final Pattern OWNER = Pattern.compile("/(account|extension)/(~|[0-9]+)");

    private final Pseudonyms pseudonyms;

    RedactedValues(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** A text for a text; blank ones and flags, which may be given as text, say nothing of anybody and stay. */
    String text(Treatment treatment, String text) {
        if (text.isBlank() || text.equals("true") || text.equals("false")) {
            return text;
        }
        return switch (treatment) {
            case ID -> ID.matcher(text).matches() ? text : masked(text);
            case WORD -> isWord(text) ? text : masked(text);
            case AMOUNT -> AMOUNT.matcher(text).matches() ? text : masked(text);
            case NUMBER -> dialled(text);
            case NAME -> pseudonyms.text("Name", text);
            case ADDRESS -> owners(text);
            case EVENT -> path(text);
            case TAG -> text.equals("blf") ? text : pseudonyms.text("Tag", text);
            case REMOVED, MASKED -> masked(text);
        };
    }

    /** A number for a number, digit by digit. */
    String number(Treatment treatment, String number) {
        boolean stays = treatment == Treatment.ID || treatment == Treatment.AMOUNT;
        if (stays || digitsOf(number).length() < NUMBER_DIGITS_MIN) {
            return number;
        }
        boolean whole = number.chars().allMatch(Character::isDigit);
        return whole ? pseudonyms.digits(number) : "0";
    }

    private String masked(String text) {
        return pseudonyms.text("Text", text);
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches() && digitsOf(text).length() < NUMBER_DIGITS_MIN;
    }

    /** Keeps the form, so that what reads it as an international number, or not, does so again. */
    private String dialled(String text) {
        if (!DIALLED.matcher(text).matches()) {
            return NOBODY.matcher(text).matches() ? text : masked(text);
        }
        String digits = digitsOf(text);
        if (digits.length() < NUMBER_DIGITS_MIN) {
            return text;
        }
        String other = pseudonyms.digits(digits);
        StringBuilder formed = new StringBuilder(text);
        int next = 0;
        for (int i = 0; i < formed.length(); i++) {
            if (Character.isDigit(formed.charAt(i))) {
                formed.setCharAt(i, other.charAt(next));
                next++;
            }
        }
        return formed.toString();
    }

    private static String owners(String text) {
        StringBuilder kept = new StringBuilder("/restapi/v1.0");
        Matcher owner = OWNER.matcher(text);
        while (owner.find()) {
            kept.append(owner.group());
        }
        return kept.toString();
    }

    /** The path without its parameters; long numbers in it that are not of an account or extension are replaced. */
    private String path(String text) {
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return PATH.matcher(path).matches()
                ? LONG_SEGMENT.matcher(path).replaceAll(found -> longSegment(found.group()))
                : masked(text);
    }

    private String longSegment(String segment) {
        return segment.contains("/") ? segment : pseudonyms.digits(segment);
    }

    private static String digitsOf(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
