package io.switchhook.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the service logs, from {@code info} on, while a test listens. */
final class HeardLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.switchhook");
    private final Level before = logger.getLevel();
    private final boolean additive = logger.isAdditive();
    private final Queue<ILoggingEvent> heard = new ConcurrentLinkedQueue<>();

    HeardLog() {
        start();
        logger.addAppender(this);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        heard.add(event);
    }

    List<String> lines() {
        return heard.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    List<String> errors() {
        return heard.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.setAdditive(additive);
        logger.setLevel(before);
        logger.detachAppender(this);
    }
}
