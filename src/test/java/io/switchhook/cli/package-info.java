/** The whole service against the simulated platform: real sockets, the real PubNub SDK, a real journal. */
package io.switchhook.cli;
