package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens RingCentral's PubNub payloads: base64 of AES/ECB/PKCS5Padding, not PubNub's own crypto (protocol.md 3.4). The
 * padding is removed; the vendor's own client left it in the text (trap 28).
 */
final class Decryption {
    private final Optional<Cipher> cipher;

    /** A missing or unusable key opens only what is not encrypted. */
    Decryption(Optional<Secret> key) {
        this.cipher = key.flatMap(Decryption::cipher);
    }

    /** The envelope's bytes; empty when this key does not open the text. */
    Optional<byte[]> open(String text) {
        if (text.startsWith("{")) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            byte[] plain = cipher.isPresent() ? cipher.get().doFinal(bytes) : new byte[0];
            // A wrong key passes the padding check once in 256 times; an envelope is always an object.
            return plain.length > 0 && plain[0] == '{' ? Optional.of(plain) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Cipher> cipher(Secret key) {
        try {
            Cipher made = Cipher.getInstance("AES/ECB/PKCS5Padding");
            made.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "AES"));
            return Optional.of(made);
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            return Optional.empty();
        }
    }
}
