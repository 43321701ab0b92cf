package org.openmfs.agent.netconf;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** The lines that agents in this JVM write to their log while this is open. */
public final class RecordedLog implements AutoCloseable {
    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    private final Logger agents = CONTEXT.getLogger("org.openmfs.agent");
    private final Logger netconf = CONTEXT.getLogger("org.openmfs.agent.netconf");
    private final Level before = netconf.getLevel();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Recorder recorder = new Recorder();

    public RecordedLog() {
        recorder.setContext(CONTEXT);
        recorder.start();
        agents.addAppender(recorder);
        agents.setAdditive(false);
        agents.setLevel(Level.INFO);
        netconf.setLevel(Level.INFO);
    }

    private final class Recorder extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }

    public List<String> lines() {
        return texts(event -> true);
    }

    /** @param level TRACE, DEBUG, INFO, WARN or ERROR */
    public List<String> lines(String level) {
        return texts(event -> event.getLevel().equals(Level.valueOf(level)));
    }

    /** The lines that a stack stands behind. */
    List<String> withStack() {
        return texts(event -> event.getThrowableProxy() != null);
    }

    private List<String> texts(Predicate<ILoggingEvent> wanted) {
        return events.stream()
                .filter(wanted)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    void awaitLine(String part) throws InterruptedException {
        while (lines().stream().noneMatch(line -> line.contains(part))) {
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        netconf.setLevel(before);
        agents.setLevel(null);
        agents.setAdditive(true);
        agents.detachAppender(recorder);
    }
}
