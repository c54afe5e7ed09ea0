/**
 * The door for authors of connectors: what a connector is asked, what it may answer, what it is given. Our own
 * connectors use nothing else. No outside library shows in it; numbers are read and written by libphonenumber. {@code
 * src/docs/connectors.md} is the guide.
 */
package io.switchhook.connector;
