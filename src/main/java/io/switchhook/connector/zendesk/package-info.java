/** Zendesk's standard call object (Talk Partner Edition), and its screen pop. */
package io.switchhook.connector.zendesk;
