/** The simulator over real sockets, with the real clients of its wires. */
package io.switchhook.simulator;
