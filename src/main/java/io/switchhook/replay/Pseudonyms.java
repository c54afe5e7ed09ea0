package io.switchhook.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for whom within one recording: the same for the same, different for different. It remembers every number
 * and text that it has met, about 200 bytes each; a recording ends long before that matters. Not thread-safe.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";

    /** Digits of a national number of North America, whose form 11 digits with a leading 1 complete. */
    private static final int NATIONAL_DIGITS = 10;

    /** Tries within the fictional exchange before a number may begin with anything; seven digits leave it 10,000. */
    private static final int FICTIONAL_TRIES = 64;

    private final Mac mac;
    private final Map<String, String> digits = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Expected a Java runtime with " + ALGORITHM + ", but it has none", e);
        }
    }

    /**
     * Digits for digits, as many.
     *
     * @param original 7 digits or more
     */
    String digits(String original) {
        String known = digits.get(original);
        if (known != null) {
            return known;
        }
        int attempt = 0;
        String candidate = candidate(original, attempt);
        while (candidate.equals(original) || digits.containsKey(candidate) || !taken.add(candidate)) {
            attempt++;
            candidate = candidate(original, attempt);
        }
        digits.put(original, candidate);
        return candidate;
    }

    /** A numbered text, for example {@code Name 3}. */
    String text(String kind, String original) {
        return texts.computeIfAbsent(
                kind + ' ' + original, unknown -> kind + ' ' + counts.merge(kind, 1, Integer::sum));
    }

    /** In 555, which is nobody's area code; the country code stays recognisable where there may be one. */
    private String candidate(String original, int attempt) {
        int length = original.length();
        String prefix = attempt < FICTIONAL_TRIES ? (length > NATIONAL_DIGITS ? "1555" : "555") : "9";
        StringBuilder made = new StringBuilder(prefix);
        for (int block = 0; made.length() < length; block++) {
            byte[] hash = mac.doFinal((original + ' ' + attempt + ' ' + block).getBytes(StandardCharsets.US_ASCII));
            // 18 digits always fit a long.
            made.append("%018d"
                    .formatted(Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), 1_000_000_000_000_000_000L)));
        }
        made.setLength(length);
        return made.toString();
    }
}
