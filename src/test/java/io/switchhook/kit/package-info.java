/** Tests of the test kit: its stubs, and what it says of good and bad connectors. */
package io.switchhook.kit;
