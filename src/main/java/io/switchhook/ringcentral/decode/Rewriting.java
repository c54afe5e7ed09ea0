package io.switchhook.ringcentral.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The general reader: it says what is wrong with a text, or writes it as {@link PlainJson} reads it, all in ASCII. */
final class Rewriting {
    /** Names are not interned: the table of names is enough, and bounded. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PlainJson.NESTING_MAX)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Rewriting() {}

    /** The first value of the text, if that is an object; what comes behind it is not looked at. */
    static Optional<byte[]> of(byte[] text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            ByteArrayOutputStream plain = new ByteArrayOutputStream(text.length);
            try (JsonGenerator out = FACTORY.createGenerator(plain)) {
                copy(in, out);
            }
            return Optional.of(plain.toByteArray());
        }
    }

    private static void copy(JsonParser in, JsonGenerator out) throws IOException {
        int open = 0;
        do {
            JsonToken token = in.currentToken();
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric()) {
                // Digit by digit, because ids are numbers too.
                out.writeNumber(in.getText());
            } else {
                out.copyCurrentEvent(in);
            }
        } while (open > 0 && in.nextToken() != null);
    }
}
