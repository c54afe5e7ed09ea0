/**
 * What listeners and programs find on the Vert.x event bus: events as they become durable, and requests about calls
 * and the journal. The bus is a convenience, at most once; the guarantee is the journal's, reached through the same bus
 * by reading after an offset and acknowledging.
 */
package io.switchhook.bus;
