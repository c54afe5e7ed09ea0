/** The house rules as tests: who imports whom, what the pure rooms must not touch, and sizes. */
package io.switchhook.house;
