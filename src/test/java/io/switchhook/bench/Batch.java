package io.switchhook.bench;

/** Some notifications, written beforehand so that writing them is not measured, and when each was heard. */
final class Batch {
    final byte[][] bodies;
    final long[] heardAtMs;

    Batch(int size) {
        bodies = new byte[size][];
        heardAtMs = new long[size];
    }

    void fill(Workload from) {
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = from.next();
            heardAtMs[i] = from.heardAt();
        }
    }

    /** Fills with one step of calls that follow one another. */
    void fill(Workload from, long firstCall, int step) {
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = from.write(firstCall + i, step);
            heardAtMs[i] = from.heardAt();
        }
    }

    long sizeBytes() {
        long sum = 0;
        for (byte[] body : bodies) {
            sum += body.length;
        }
        return sum;
    }

    int through(Rules rules) {
        int events = 0;
        for (int i = 0; i < bodies.length; i++) {
            events += rules.take(bodies[i], heardAtMs[i]);
        }
        return events;
    }
}
