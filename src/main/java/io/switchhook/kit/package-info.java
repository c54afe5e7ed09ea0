/**
 * The test kit for authors of connectors (connectors.md D5): plays the kinds of calls to a connector through the real
 * delivery, does it every harm that a CRM and a network know, and counts what has reached the CRM.
 */
package io.switchhook.kit;
