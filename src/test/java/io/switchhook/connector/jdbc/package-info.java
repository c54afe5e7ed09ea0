/** What the connector asks of the database. */
package io.switchhook.connector.jdbc;
