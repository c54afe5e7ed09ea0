/**
 * The proof: scripts of every kind of call with the truth beside them, a platform's words for them, seeded bad weather,
 * and a judge. Derived from the platform's protocol and the vocabulary of events, not from the rules that it tries.
 */
package io.switchhook.proof;
