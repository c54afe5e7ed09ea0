package io.switchhook.ringcentral.rest;

/** What the settings records of this room share: one way to refuse a value. */
final class Settings {
    private Settings() {}

    static void check(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", but it is " + actual);
        }
    }
}
