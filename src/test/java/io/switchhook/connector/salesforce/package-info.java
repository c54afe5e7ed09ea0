/** What the connector asks of the CRM, request by request. */
package io.switchhook.connector.salesforce;
