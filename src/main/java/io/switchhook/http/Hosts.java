package io.switchhook.http;

import java.util.Locale;

/** Tells this machine's own names from others, by their spelling alone: asking a resolver could be fooled, and blocks. */
final class Hosts {
    private Hosts() {}

    /**
     * Whether a host name or address means this machine only.
     *
     * @param host without port
     * @return true for {@code localhost}, 127.0.0.0/8 and ::1
     */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
