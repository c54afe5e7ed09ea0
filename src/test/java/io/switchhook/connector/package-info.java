/** Tests of what every connector may use. */
package io.switchhook.connector;
