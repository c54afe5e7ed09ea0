package io.switchhook.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that can be listened at. */
final class FreePort {
    private FreePort() {}

    /** The wished one, or 0 for any when it is taken. */
    static int orAny(int wished) {
        try (ServerSocket probe = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }
}
