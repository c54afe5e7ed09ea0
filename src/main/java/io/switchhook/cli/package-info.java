/** The command line and the composition root: the only room that constructs things of other rooms. */
package io.switchhook.cli;
