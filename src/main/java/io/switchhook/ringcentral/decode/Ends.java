package io.switchhook.ringcentral.decode;

import io.switchhook.call.Endpoint;
import io.switchhook.call.LegDirection;
import io.switchhook.call.PhoneNumber;
import java.util.Optional;

/** The two ends of a call as the platform names them, and which of them a leg is. */
final class Ends {
    private Ends() {}

    /** {@code from} or {@code to} of a party or a record; a short number stands in for a missing one. */
    static Endpoint read(Cursor in) throws NotPlain {
        if (!in.object()) {
            return Endpoint.UNKNOWN;
        }
        Optional<PhoneNumber> number = Optional.empty();
        Optional<PhoneNumber> shortNumber = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<String> extensionId = Optional.empty();
        for (Member member = in.nextMember(); member != null; member = in.nextMember()) {
            switch (member) {
                case PHONE_NUMBER -> number = in.phoneNumber();
                case EXTENSION_NUMBER -> shortNumber = in.phoneNumber();
                case NAME -> name = in.text();
                case EXTENSION_ID -> extensionId = in.textOnce();
                default -> in.skip();
            }
        }
        return new Endpoint(number.isPresent() ? number : shortNumber, name, extensionId);
    }

    /**
     * The stated direction. Where it is not stated, the first party of a session is the caller: the platform counts
     * parties in order of creation (protocol.md 4.3.1).
     */
    static LegDirection direction(Optional<String> stated, Optional<String> partyId) {
        String word = stated.orElse("");
        boolean calls = word.isEmpty() ? partyId.orElse("").endsWith("-1") : word.equals("Outbound");
        return calls ? LegDirection.OUTBOUND : LegDirection.INBOUND;
    }
}
