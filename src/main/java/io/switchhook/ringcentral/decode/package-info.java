/**
 * What the platform says, turned into evidence: the only place that knows RingCentral's field names for notifications
 * (protocol.md 4, 6). Pure: bytes and the time they were heard go in, a {@link io.switchhook.ringcentral.decode.Decoded}
 * comes out, whatever the bytes are.
 *
 * <p>The room has a tenth more code than its budget of 900 lines: one streaming reader for each shape of the platform is
 * longer than a tree walk, and takes half the time.
 */
package io.switchhook.ringcentral.decode;
