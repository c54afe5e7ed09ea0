package io.switchhook.metric;

/**
 * Takes what is measured. May be called from any thread, never blocks, never fails because of a label's value: what is
 * too long is cut, and what would be one series too many is counted under {@code other}.
 */
public interface Meter {
    /** Measures nothing. */
    Meter NONE = new Meter() {
        @Override
        public void begin(Metric metric, String... labels) {
            // Nobody asked.
        }

        @Override
        public void count(Metric metric, String... labels) {
            // Nobody asked.
        }

        @Override
        public void set(Metric metric, double value, String... labels) {
            // Nobody asked.
        }

        @Override
        public void observe(Metric metric, double value, String... labels) {
            // Nobody asked.
        }
    };

    /**
     * Shows a series at 0 before anything happened, so that its first step to 1 can be seen.
     *
     * @param metric a counter or a histogram
     * @param labels values of the metric's labels, in their order
     */
    void begin(Metric metric, String... labels);

    /**
     * Counts one.
     *
     * @param metric a counter
     * @param labels values of the metric's labels, in their order
     */
    void count(Metric metric, String... labels);

    /**
     * Sets a gauge.
     *
     * @param metric a gauge
     * @param value in the unit that the metric's name ends in
     * @param labels values of the metric's labels, in their order
     */
    void set(Metric metric, double value, String... labels);

    /**
     * Adds one observation to a histogram.
     *
     * @param metric a histogram
     * @param value in the unit that the metric's name ends in
     * @param labels values of the metric's labels, in their order
     */
    void observe(Metric metric, double value, String... labels);
}
