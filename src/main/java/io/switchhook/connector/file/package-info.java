/** Every event as a line of a file (NDJSON), with rotation: the audit trail, and food for batch programs. */
package io.switchhook.connector.file;
