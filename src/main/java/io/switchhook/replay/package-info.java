/**
 * Traces in and out (product.md 5): the same rules as the daemon's, in virtual time, without network, so that the same
 * trace always gives the same bytes.
 */
package io.switchhook.replay;
