package io.switchhook.connector;

/** How many records a call may leave in the CRM when the daemon dies between a request and its answer. */
public enum Guarantee {
    /** One: the record carries our key, and the connector looks for it, or the CRM does. */
    EXACTLY_ONE,
    /** One or more: the CRM cannot be asked for our key. */
    AT_LEAST_ONE
}
