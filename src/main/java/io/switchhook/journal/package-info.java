/**
 * What is durable: evidence as it came, the events it led to, and how far consumers have read. Nothing is published
 * before it is here.
 */
package io.switchhook.journal;
