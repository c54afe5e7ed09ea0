/** Measures: what the inner loops cost beside a bare parse of the same bytes. Run by {@code scripts/bench}. */
package io.switchhook.bench;
