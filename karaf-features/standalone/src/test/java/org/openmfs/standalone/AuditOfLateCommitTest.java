package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A write of which nobody knew what became of it may be made in the end: it leaves its line too. */
@Timeout(120)
final class AuditOfLateCommitTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";

    private ShakyBroker broker;

    @Test
    void a_write_that_is_made_after_all_is_told_whatever_else_was_refused(@TempDir Path folder) throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger audit = (Logger) LoggerFactory.getLogger("org.openmfs.audit");
        lines.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(lines);
        try (NorthSide north = new NorthSide(folder, sound -> broker = new ShakyBroker(sound), Duration.ofSeconds(2))) {
            north.json("PUT", SERVICES + "/service=red", NorthSide.SERVICE.formatted("red"));
            SettableFuture<Boolean> begin = SettableFuture.create();
            broker.held.set(Optional.of(begin));
            broker.before.set(Optional.of(() -> FluentFuture.from(SettableFuture.create())));
            CompletableFuture<NorthSide.Reply> read =
                    CompletableFuture.supplyAsync(() -> north.get(SERVICES + "?content=config"));
            TimeUnit.MILLISECONDS.sleep(300);
            var write = north.json("PUT", SERVICES + "/service=blue", NorthSide.SERVICE.formatted("blue"));
            begin.set(true);

            assertThat(read.get().status()).isEqualTo(503);
            assertThat(write.status()).isEqualTo(503);
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("PUT " + SERVICES + "/service=blue"));
        } finally {
            audit.detachAppender(lines);
        }
    }
}
