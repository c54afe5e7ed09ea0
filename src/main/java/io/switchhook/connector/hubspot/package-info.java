/** HubSpot's calls: one record for each call, found by our key, linked to contacts and to its owner. */
package io.switchhook.connector.hubspot;
