/** Documents: their mistakes, their requests, and what answers mean. */
package io.switchhook.connector.document;
