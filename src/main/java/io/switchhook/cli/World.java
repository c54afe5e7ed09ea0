package io.switchhook.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Time and chance, which everybody else is given.
 *
 * @param clock the time of day
 * @param random jitter and request ids
 * @param version ours, for the user agent
 */
record World(InstantSource clock, RandomGenerator random, String version) {
    static World real() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new World(InstantSource.system(), new java.security.SecureRandom(), version == null ? "0" : version);
    }
}
