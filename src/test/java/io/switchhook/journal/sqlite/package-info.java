/** What the SQLite journal promises beyond the contract: one owner, forward migration, groups, and kill -9. */
package io.switchhook.journal.sqlite;
