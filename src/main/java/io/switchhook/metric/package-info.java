/**
 * What is measured, and how a room says so. It knows no monitoring system; pure rooms do not know it: what they have to
 * count they return.
 */
package io.switchhook.metric;
