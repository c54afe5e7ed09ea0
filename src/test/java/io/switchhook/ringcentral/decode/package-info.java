/** What the decoder makes of texts: rule by rule, of recorded ones without loss, and of broken ones without failing. */
package io.switchhook.ringcentral.decode;
