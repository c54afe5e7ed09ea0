/** Tests of the shell of an account. */
package io.switchhook.account;
