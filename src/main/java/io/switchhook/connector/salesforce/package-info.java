/** Salesforce tasks: one for each call, upserted by an external id or found by our key. */
package io.switchhook.connector.salesforce;
