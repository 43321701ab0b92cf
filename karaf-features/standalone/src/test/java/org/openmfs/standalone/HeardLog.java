package org.openmfs.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What this product's classes log from INFO on, as long as it is open, instead of on the console. */
final class HeardLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.openmfs");
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    HeardLog() {
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    /** The first line of this kind, or all that came instead. */
    String await(Predicate<String> wanted) throws InterruptedException {
        List<String> others = new ArrayList<>();
        String line = lines.poll(10, TimeUnit.SECONDS);
        while (line != null && !wanted.test(line)) {
            others.add(line);
            line = lines.poll(5, TimeUnit.SECONDS);
        }
        return line == null ? "nothing but " + others : line;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
        stop();
    }
}
