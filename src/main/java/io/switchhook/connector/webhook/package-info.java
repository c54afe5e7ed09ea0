/** Every event as a signed HTTP request: CloudEvents with the headers of Standard Webhooks. */
package io.switchhook.connector.webhook;
