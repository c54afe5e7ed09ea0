package io.switchhook.http;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A reader of server-sent events, written from the standard; reads in a thread of its own until it is closed. Speaks
 * HTTP/1.0, where the body is what comes until the connection ends.
 */
final class EventReader implements AutoCloseable {
    private final Socket socket;
    private final Thread thread;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private volatile String id = "";
    private volatile boolean connected;
    private volatile boolean over;

    EventReader(URI uri, String... headers) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        StringBuilder request = new StringBuilder("GET " + uri.getRawPath());
        request.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i] + ": " + headers[i + 1] + "\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        thread = new Thread(this::read, "event-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (InputStream in = socket.getInputStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String type = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                connected = connected || line.startsWith(": ");
                if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(id, type, data));
                }
                type = line.isEmpty() ? "" : value(line, "event: ", type);
                data = line.isEmpty() ? "" : value(line, "data: ", data);
                id = value(line, "id: ", id);
            }
        } catch (IOException e) {
            // The connection ended, by us or by the server; what came before counts.
        } finally {
            over = true;
        }
    }

    private static String value(String line, String field, String otherwise) {
        return line.startsWith(field) ? line.substring(field.length()) : otherwise;
    }

    boolean connected() {
        return connected;
    }

    boolean over() {
        return over;
    }

    String lastEventId() {
        return id;
    }

    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    List<Long> offsets() {
        return events().stream().map(event -> Long.parseLong(event.id())).toList();
    }

    /** Cuts the connection and waits until nothing more can be heard. */
    @Override
    public void close() throws IOException {
        socket.close();
        await().pollInterval(Duration.ofMillis(5)).until(() -> over);
    }

    record Event(String id, String type, String data) {}
}
