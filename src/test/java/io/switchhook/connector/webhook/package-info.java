/** Tests of the webhook connector. */
package io.switchhook.connector.webhook;
