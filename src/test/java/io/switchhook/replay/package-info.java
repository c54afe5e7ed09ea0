/** Replay: the same trace, the same bytes; and the stories that recorded traffic tells. */
package io.switchhook.replay;
