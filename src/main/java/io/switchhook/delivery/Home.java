package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.LegKind;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an account's own side of a call is, so that nobody in a CRM is looked up for it.
 *
 * @param country of numbers that are written without one, two capital letters (ISO 3166)
 * @param ownNumbers numbers of the account; one that ends with {@code *} is the begin of a block of numbers
 */
public record Home(String country, List<String> ownNumbers) {
    /** An account of which nothing is known. */
    public static final Home UNKNOWN = new Home("ZZ", List.of());

    /** Copies the list. */
    public Home {
        ownNumbers = List.copyOf(ownNumbers);
    }

    Numbers numbers() {
        return new Numbers(country);
    }

    /**
     * The numbers of a call's outside parties in international form, the first party's first: what may be looked up.
     * Extensions, short numbers, withheld numbers and the account's own ones are not among them (complaints.md 20).
     */
    List<PhoneNumber> outside(Call call) {
        if (call.direction() == Direction.INTERNAL) {
            return List.of();
        }
        Set<String> inside = inside(call);
        Map<String, PhoneNumber> outside = new LinkedHashMap<>();
        Stream.concat(call.external().flatMap(Endpoint::number).stream(), numbers(call, true))
                .flatMap(number -> numbers().international(number).stream())
                .filter(number -> !inside.contains(number.key()) && !isOwn(number))
                .forEach(number -> outside.putIfAbsent(number.key(), number));
        return new ArrayList<>(outside.values());
    }

    /** Numbers that this call itself shows to be ours: of extensions, and what an outside caller dialled. */
    private Set<String> inside(Call call) {
        Set<String> inside = new TreeSet<>();
        Stream<PhoneNumber> ends = Stream.concat(
                call.user().flatMap(Endpoint::number).stream(),
                call.direction() == Direction.INBOUND
                        ? call.dialed().flatMap(Endpoint::number).stream()
                        : Stream.empty());
        Stream.concat(ends, numbers(call, false))
                .flatMap(number -> numbers().international(number).stream())
                .forEach(number -> inside.add(number.key()));
        return inside;
    }

    private static Stream<PhoneNumber> numbers(Call call, boolean outside) {
        return call.legs().stream().filter(leg -> outside == isOutside(leg)).flatMap(leg -> leg.number().stream());
    }

    private static boolean isOutside(Leg leg) {
        return leg.kind() == LegKind.EXTERNAL && leg.extensionId().isEmpty();
    }

    private boolean isOwn(PhoneNumber number) {
        return ownNumbers.stream().anyMatch(own -> matches(own.strip(), number.key()));
    }

    private boolean matches(String own, String e164) {
        if (own.endsWith("*")) {
            String begin = own.substring(0, own.indexOf('*')).replaceAll("[^0-9+]", "");
            return !begin.isEmpty() && e164.startsWith(begin.startsWith("+") ? begin : "+" + begin);
        }
        Optional<PhoneNumber> known =
                own.isEmpty() ? Optional.empty() : numbers().international(PhoneNumber.of(own));
        return known.map(PhoneNumber::key).filter(e164::equals).isPresent();
    }
}
