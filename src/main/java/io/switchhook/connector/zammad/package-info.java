/** Zammad's generic CTI, and receivers of sipgate.io that take the same events as a form. */
package io.switchhook.connector.zammad;
