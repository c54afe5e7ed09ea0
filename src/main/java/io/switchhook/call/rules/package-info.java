/**
 * The machine: evidence in, events out, time passed in. It orders reports, merges what several sources say of one leg,
 * folds legs into a call's story, and tells each step once. Only {@code account} and {@code replay} know it.
 *
 * <p>A story is a function of the set of evidence, not of its order of arrival: marks are kept sorted by the
 * provider's order, a mark that comes in place is folded on, and one that comes late makes the story fold anew and
 * what changed be told as a correction.
 *
 * <p>The room is larger than its budget of 28 files, because each source has its own judge and each question about a
 * leg or a call (order, merge, fold, patience, absence) its own small class; none of them is of use outside, so a
 * second room would only add an interface between them.
 */
package io.switchhook.call.rules;
