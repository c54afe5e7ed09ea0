package io.switchhook.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts what came in as a body on one line: JSON stays as it came, digit by digit; anything else becomes a JSON text. */
final class OneLine {
    private static final JsonFactory JSON = new JsonFactory();

    private OneLine() {}

    /** Appends the first JSON value of the body, which is all that the decoder reads of it (protocol.md 10, trap 28). */
    static void append(Buffer out, byte[] body) {
        byte[] value = firstValue(body);
        if (value.length == 0) {
            appendText(out, new String(body, StandardCharsets.UTF_8));
            return;
        }
        for (int i = 0; i < value.length; i++) {
            // Inside of texts JSON has no raw line ends, so these stand between tokens.
            if (value[i] == '\n' || value[i] == '\r') {
                value[i] = ' ';
            }
        }
        out.appendBytes(value);
    }

    static void appendText(Buffer out, String text) {
        out.appendString("\"")
                .appendString(new String(JsonStringEncoder.getInstance().quoteAsString(text)));
        out.appendString("\"");
    }

    /** A copy of the value's bytes; none when there is no whole value in UTF-8. */
    private static byte[] firstValue(byte[] body) {
        if (hasZero(body)) {
            return new byte[0];
        }
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == null) {
                return new byte[0];
            }
            int from = (int) json.currentTokenLocation().getByteOffset();
            if (json.currentToken().isStructStart()) {
                json.skipChildren();
            } else {
                json.getText();
            }
            return Arrays.copyOfRange(body, from, (int) json.currentLocation().getByteOffset());
        } catch (IOException notJson) {
            return new byte[0];
        }
    }

    /** The parser would take bytes with zeros for UTF-16 or UTF-32, which cannot stand in the answer's UTF-8. */
    private static boolean hasZero(byte[] body) {
        for (byte one : body) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
