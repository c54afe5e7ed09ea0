/**
 * The nouns of telephony that everybody in the house may know, connector authors included: calls, legs, their states,
 * what was reported about them ({@link io.switchhook.call.Evidence}) and what we tell ({@link
 * io.switchhook.call.CallEvent}). No rule lives here.
 */
package io.switchhook.call;
