/**
 * The journal in one SQLite file: write-ahead log, a flush for every commit, one writer thread that commits what waits
 * in groups, and readers on connections of their own. The file opens with the stock {@code sqlite3} tool.
 */
package io.switchhook.journal.sqlite;
