/** Tests of the file connector. */
package io.switchhook.connector.file;
