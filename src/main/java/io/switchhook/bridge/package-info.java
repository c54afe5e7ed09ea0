/**
 * The event bus for other processes: the SockJS bridge under {@code /eventbus} and a TCP bridge, with the frames that
 * Vert.x documents, a token, and one list of addresses in each direction. What a slow or hostile program costs is bounded.
 */
package io.switchhook.bridge;
