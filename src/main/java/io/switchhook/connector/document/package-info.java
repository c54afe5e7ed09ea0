/**
 * Connectors that are written as a YAML document instead of code: which requests to send at which stage of a call, and
 * what to take from the answers. {@code DocumentShelf} finds documents, {@code DocumentReader} reads one and finds every
 * mistake in it, {@code DocumentConnector} does what it says. {@code src/docs/connector-documents.md} is the guide.
 *
 * <p>Expressions are JSONata: they compute values from values and can neither reach a file, nor the network, nor Java;
 * time and depth are limited. What a call brings (a caller's name, say) is only ever a value, never part of an expression,
 * and each place that it is written to encodes it.
 */
package io.switchhook.connector.document;
