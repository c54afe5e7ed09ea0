/** Tests of what is measured: the document and the alert rules against the code. */
package io.switchhook.metric;
