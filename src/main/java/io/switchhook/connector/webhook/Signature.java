package io.switchhook.connector.webhook;

import io.switchhook.connector.BadConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks says: HMAC-SHA256 of {@code id.timestamp.body}, once for each secret. */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** One key for each secret; a secret without the prefix is taken as it stands. */
    Signature(List<String> secrets) {
        keys = secrets.stream().map(Signature::key).toList();
    }

    private static SecretKeySpec key(String secret) {
        try {
            byte[] bytes = secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : secret.getBytes(StandardCharsets.UTF_8);
            return new SecretKeySpec(bytes, ALGORITHM);
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration("secret", "whsec_ and base64, or a text", "it is neither");
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The value of {@code webhook-signature}. */
    String of(String id, long timestampSeconds, String body) {
        byte[] signed = (id + "." + timestampSeconds + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + sign(key, signed)).collect(Collectors.joining(" "));
    }

    private static String sign(SecretKeySpec key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every Java to have " + ALGORITHM + ", but this one does not", e);
        }
    }
}
