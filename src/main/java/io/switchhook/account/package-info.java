/**
 * The shell of one account: feeds and looks bring bytes, the rules decide, the journal keeps, the outlet announces.
 * It moves things along on one event loop and decides nothing about calls.
 */
package io.switchhook.account;
