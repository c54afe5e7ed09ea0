/** A journal that forgets, for tests of rooms that read one. */
package io.switchhook.journal.memory;
