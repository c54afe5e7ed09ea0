/** Looking: how often, what is handed on, and that what failed proves nothing. */
package io.switchhook.ringcentral.look;
