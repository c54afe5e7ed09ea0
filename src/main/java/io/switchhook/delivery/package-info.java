/**
 * Brings events from the journal to connectors: what each is owed, in which order, how often it is tried, and what
 * becomes of what cannot be delivered. One courier for each connector, so that none waits for another.
 */
package io.switchhook.delivery;
