/** Tests of the bridges, with programs that behave and programs that do not. */
package io.switchhook.bridge;
