package io.switchhook.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/**
 * A program in a Java virtual machine of its own that reads the journal under a name: {@code PORT TOKEN CONSUMER
 * DIE_AFTER UNTIL}. It dies after so many events, as if it were killed, unless that is 0.
 */
public final class ReadingProcess {
    private static final int PAGE = 5;
    private static final long AGAIN_AFTER_MS = 100;

    private ReadingProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        JsonObject me = new JsonObject().put("consumer", arguments[2]);
        long dieAfter = Long.parseLong(arguments[3]);
        long until = Long.parseLong(arguments[4]);
        long read = 0;
        long newest = 0;
        try (FrameClient bridge = new FrameClient(Integer.parseInt(arguments[0]), Optional.of(arguments[1]))) {
            while (newest < until) {
                JsonArray page = bridge.ask("switchhook.journal.read", me.copy().put("max", PAGE))
                        .getJsonArray("body");
                for (int i = 0; i < page.size(); i++) {
                    JsonObject event = page.getJsonObject(i);
                    newest = event.getJsonObject("data").getLong("offset");
                    System.out.println("read " + newest + " " + event.getString("id"));
                    if (++read == dieAfter) {
                        System.out.flush();
                        Runtime.getRuntime().halt(137);
                    }
                }
                if (page.isEmpty()) {
                    Thread.sleep(AGAIN_AFTER_MS);
                } else {
                    bridge.ask("switchhook.journal.ack", me.copy().put("offset", newest));
                }
            }
        }
        System.out.println("done");
    }
}
