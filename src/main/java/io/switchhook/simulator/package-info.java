/**
 * A simulator of the RingCentral platform: tokens, REST, WebSocket and PubNub notifications, and calls with a known truth.
 *
 * <p>It is a stranger to the daemon: written from the platform's protocol alone and sharing no code with the other
 * rooms, so that a misunderstanding cannot cancel itself out. Everything runs on one event loop and needs no locks.
 *
 * <p>The room is larger than its budget because it holds both sides of a wire: three doors (REST, WebSocket, PubNub), the
 * forms of every answer, and the book of scripts. It is not split, because nobody may import any part of it but
 * {@link io.switchhook.simulator.Simulator}.
 */
package io.switchhook.simulator;
