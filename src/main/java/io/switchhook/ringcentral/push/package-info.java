/**
 * The platform's push side: subscriptions and the transports that carry their notifications, as bytes.
 * What the bytes mean is none of this room's business.
 *
 * <p>How it is divided: a {@code Feed} is a door; its {@code Loop} decides when to connect again; a {@code Session} or
 * {@code Line} is one connection; {@code WebhookInbox} is where the HTTP door leaves what was posted; {@code
 * PubNubLease} and {@code SubscriptionWatch} keep the subscription; {@code SilenceWatch} suspects feeds that are deaf;
 * {@code Herald} speaks to the listener; {@code Strand} is the one context on which all of it runs, so there are no
 * locks. The room has more files than its budget, because each of these is one small state machine with one reason to
 * change.
 */
package io.switchhook.ringcentral.push;
