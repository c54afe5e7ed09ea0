package io.switchhook.connector.file;

import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes connectors of type {@code file}. */
public final class FileFactory implements ConnectorFactory {
    private static final long MIB = 1 << 20;
    private static final long MIB_MAX = 1 << 20;
    private static final long HOURS_MAX = 24 * 3_650;

    /** Used by the service loader. */
    public FileFactory() {}

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("path", "the file; a relative path starts at the configuration's folder"),
                Key.standard("rotateMiB", "100", "size in MiB at which the file is renamed and a new one begun"),
                Key.standard("rotateHours", "24", "age in hours at which it is, whatever its size"));
    }

    @Override
    public Connector create(Context context) {
        Config config = context.config();
        Path file = context.folder().resolve(config.requiredText("path")).normalize();
        long mib = config.whole("rotateMiB", 1, MIB_MAX).orElse(100L);
        long hours = config.whole("rotateHours", 1, HOURS_MAX).orElse(24L);
        return new EventFile(new LineFile(file, mib * MIB, Duration.ofHours(hours), context.clock()));
    }
}
