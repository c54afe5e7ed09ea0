/** The promises of the feeds, kept against a platform and a PubNub service of our own on loopback. */
package io.switchhook.ringcentral.push;
