package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses a connector may reach. Public ones always; private, loopback and link-local ones only with {@code
 * allowPrivate: true}, or when the operator wrote such an address itself, or {@code localhost}, into the configuration.
 * A name that leads to a private address is not enough: whoever owns the name decides where it leads.
 */
final class Addresses {
    private final boolean allowPrivate;
    private final Set<String> named;
    private final Set<String> literals = new LinkedHashSet<>();

    /**
     * The rule for one connector.
     *
     * @param allowPrivate whether anything goes
     * @param named hosts that the configuration names
     */
    Addresses(boolean allowPrivate, Set<String> named) {
        this.allowPrivate = allowPrivate;
        this.named = new LinkedHashSet<>(named);
        for (String host : named) {
            if (host.equals("localhost") || isLiteral(host)) {
                literals.add(host);
            }
        }
    }

    /**
     * Why nothing may be sent to where a connection leads.
     *
     * @param uri what was asked for
     * @param reached the address that was reached
     */
    Optional<DeliveryFailure> forbidden(URI uri, String reached) {
        String host = String.valueOf(uri.getHost());
        if (allowPrivate || literals.contains(host) || !isPrivate(reached)) {
            return Optional.empty();
        }
        String words = "Expected " + host + " to lead to a public address, but it leads to " + reached
                + "; set allowPrivate: true if that is meant";
        // The operator's own address is wrong for every call; another came with this one.
        return Optional.of(named.contains(host) ? DeliveryFailure.auth(words) : DeliveryFailure.reject(words));
    }

    static boolean isPrivate(String address) {
        try {
            InetAddress reached = InetAddress.getByName(address);
            return reached.isLoopbackAddress()
                    || reached.isAnyLocalAddress()
                    || reached.isLinkLocalAddress()
                    || reached.isSiteLocalAddress()
                    || reached.isMulticastAddress()
                    || isShared(reached.getAddress());
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** Unique local addresses (RFC 4193, fc00::/7), carriers' shared space (RFC 6598, 100.64.0.0/10), this network. */
    private static boolean isShared(byte[] address) {
        int first = address[0] & 0xff;
        if (address.length == 4) {
            return first == 0 || first >= 240 || (first == 100 && (address[1] & 0xc0) == 64);
        }
        return (first & 0xfe) == 0xfc;
    }

    /** Whether it is an address rather than a name: only then may it be turned into one without asking anybody. */
    private static boolean isLiteral(String host) {
        return host.matches("[0-9.]+") || host.startsWith("[") || host.contains(":");
    }
}
