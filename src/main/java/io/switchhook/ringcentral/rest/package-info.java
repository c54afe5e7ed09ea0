/**
 * The platform's REST side: one owner of the token, one quota per rate group, one client, one typed failure.
 * Everything that asks the platform something asks through {@link io.switchhook.ringcentral.rest.Platform}.
 *
 * <p>More files than the budget, because most are records of a few lines. What is difficult is pure and takes its time
 * as an argument: {@link io.switchhook.ringcentral.rest.PlatformError} reads refusals,
 * {@link io.switchhook.ringcentral.rest.Backoff} spaces attempts, {@code QuotaWindow} counts, {@code QuotaLine} orders.
 */
package io.switchhook.ringcentral.rest;
