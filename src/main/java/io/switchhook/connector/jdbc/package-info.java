/** Calls as rows of a table, in any database that has a JDBC driver. */
package io.switchhook.connector.jdbc;
