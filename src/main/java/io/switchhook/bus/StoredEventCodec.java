package io.switchhook.bus;

import io.switchhook.event.EventJson;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/**
 * Hands an event to listeners of this process as it is, because it is immutable, and to other processes as its envelope,
 * from which everything else can be told.
 */
final class StoredEventCodec implements MessageCodec<StoredEvent, StoredEvent> {
    /** Length of the length in front of the envelope, bytes. */
    private static final int PREFIX_BYTES = Integer.BYTES;

    @Override
    public void encodeToWire(Buffer wire, StoredEvent event) {
        Buffer envelope = Buffer.buffer(event.json());
        wire.appendInt(envelope.length()).appendBuffer(envelope);
    }

    @Override
    public StoredEvent decodeFromWire(int position, Buffer wire) {
        int start = position + PREFIX_BYTES;
        String json = wire.getString(start, start + wire.getInt(position));
        JsonObject envelope = new JsonObject(json);
        JsonObject told = envelope.getJsonObject("data");
        return new StoredEvent(
                told.getLong("offset"),
                envelope.getString("id"),
                told.getJsonObject("call", told).getString("account", ""),
                envelope.getString("subject"),
                Long.parseLong(envelope.getString("sequence")),
                envelope.getString("type").substring(EventJson.TYPE_PREFIX.length()),
                json);
    }

    @Override
    public StoredEvent transform(StoredEvent event) {
        return event;
    }

    @Override
    public String name() {
        return "switchhook.stored-event";
    }

    /** Not one of the bus's own codecs. */
    @Override
    public byte systemCodecID() {
        return -1;
    }
}
