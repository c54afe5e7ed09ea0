/**
 * Looking at the platform: when to look, how often the quota allows it, and what was seen, in the form of a trace.
 * What a look proves is none of this room's business.
 */
package io.switchhook.ringcentral.look;
