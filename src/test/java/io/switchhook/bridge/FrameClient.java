package io.switchhook.bridge;

import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program at the TCP bridge that needs nothing but a socket; frames as the documentation of the bridge has them. */
public final class FrameClient implements AutoCloseable {
    private static final int ANSWERS_WITHIN_MS = 30_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Optional<String> token;
    private int asked;

    public FrameClient(int port, Optional<String> token) throws IOException {
        this.token = token;
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(ANSWERS_WITHIN_MS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Sends a frame with the token in its headers. */
    public void send(JsonObject frame) throws IOException {
        token.ifPresent(value -> frame.put("headers", new JsonObject().put("token", value)));
        sendBytes(frame.encode().getBytes(StandardCharsets.UTF_8));
    }

    void sendBytes(byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }

    void announce(int length) throws IOException {
        out.writeInt(length);
        out.flush();
    }

    /** The next frame; fails when the bridge has ended the connection. */
    public JsonObject next() throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new JsonObject(new String(text, StandardCharsets.UTF_8));
    }

    /** Asks, and waits for the answer to this question. */
    public JsonObject ask(String address, Object body) throws IOException {
        String reply = "reply-" + ++asked;
        send(new JsonObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", reply)
                .put("body", body));
        JsonObject answer = next();
        while (!reply.equals(answer.getString("address"))) {
            answer = next();
        }
        return answer;
    }

    public void register(String address) throws IOException {
        send(new JsonObject().put("type", "register").put("address", address));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
