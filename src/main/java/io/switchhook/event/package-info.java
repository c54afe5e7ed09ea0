/** The envelope: CloudEvents 1.0 in structured JSON, exactly as promised to consumers, and its times and ids. */
package io.switchhook.event;
