/** What every store of the journal must do, as a test that each of them inherits. */
package io.switchhook.journal;
