package io.switchhook.ringcentral.decode;

import io.switchhook.call.PhoneNumber;
import java.util.Optional;

/** What one decoder has made of texts lately. */
final class Known {
    /** Places for ids and words; chosen, some for each call that an account of a thousand extensions has open. */
    final Shared<Optional<String>> texts = new Shared<>(8, Optional::of);

    final Shared<Optional<PhoneNumber>> numbers =
            new Shared<>(11, number -> number.isBlank() ? Optional.empty() : Optional.of(PhoneNumber.of(number)));

    final Shared<Optional<EventPath>> paths = new Shared<>(11, event -> Optional.of(EventPath.of(event)));

    final Moments moments = new Moments();
}
