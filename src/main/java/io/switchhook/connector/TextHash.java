package io.switchhook.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The mark of a text that we wrote, to find out later whether a person edited it: what people wrote is never overwritten
 * (complaints.md 12). Give it back as {@link Written#hashed}; it comes again as {@link Earlier#textHash()}.
 */
public final class TextHash {
    private TextHash() {}

    /**
     * The mark of a text. Ends of lines and spaces before them do not count, because CRMs change them by themselves.
     *
     * @param text as it is sent
     * @return SHA-256 in 64 lower-case hexadecimal digits
     */
    public static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(settled(text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java runtime to have SHA-256, but this one does not", e);
        }
    }

    /**
     * Whether a text may be written anew: it is as we left it, or empty.
     *
     * @param present what stands in the CRM now
     * @param hash the mark of what we wrote last, as kept in {@link Earlier#textHash()}
     * @return false when a person edited it, or when it is not known what we wrote
     */
    public static boolean isOurs(String present, Optional<String> hash) {
        return present.isBlank() || hash.filter(of(present)::equals).isPresent();
    }

    private static String settled(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .lines()
                .map(String::stripTrailing)
                .reduce("", (lines, line) -> lines + line + "\n")
                .strip();
    }
}
