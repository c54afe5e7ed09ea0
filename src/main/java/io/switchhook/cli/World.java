package io.switchhook.cli;

import io.switchhook.ringcentral.push.Patience;
import io.switchhook.ringcentral.push.SilenceWatch;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Time and chance, which everybody else is given.
 *
 * @param clock the time of day
 * @param random jitter and request ids
 * @param version ours, for the user agent
 * @param patience how long feeds wait
 * @param silence how patient to be with feeds that say nothing
 */
record World(
        InstantSource clock, RandomGenerator random, String version, Patience patience, SilenceWatch.Times silence) {
    static World real() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new World(
                InstantSource.system(),
                new java.security.SecureRandom(),
                version == null ? "0" : version,
                Patience.DEFAULTS,
                SilenceWatch.Times.DEFAULTS);
    }
}
