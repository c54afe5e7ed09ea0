/**
 * The daemon's door for people and programs: the page, the API, the event stream, health. Everything that is answered
 * here is read from the journal; live events only wake whoever waits for more.
 */
package io.switchhook.http;
