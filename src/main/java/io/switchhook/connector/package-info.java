/**
 * The door for authors of connectors: what a connector is asked, what it may answer, what it is given. Small and without
 * outside libraries; our own connectors use nothing else. {@code src/docs/connectors.md} is the guide.
 */
package io.switchhook.connector;
