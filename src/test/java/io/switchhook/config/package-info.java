/** Tests of the configuration file: what it accepts, and how it tells what it does not. */
package io.switchhook.config;
