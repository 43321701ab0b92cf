package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** The process that writes an archive, asked through its {@link ArchiveDoor}. */
final class ArchiveOwner {
    /** The largest export takes two minutes on an idle machine. */
    private static final int PATIENCE_MINUTES = 30;

    private final Path file;

    ArchiveOwner(Path file) {
        this.file = file;
    }

    /** Whether it can be asked. */
    boolean isThere() {
        return Files.exists(ArchiveDoor.placeOf(file));
    }

    /** What it says when it is done. */
    String ask(JsonObject what) throws ArchiveFailure {
        FutureTask<JsonObject> answer = new FutureTask<>(() -> exchange(what));
        Thread.ofVirtual().start(answer);
        try {
            JsonObject said = answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            if (said.has(ArchiveDoor.TEXT)) {
                return said.get(ArchiveDoor.TEXT).getAsString();
            }
            throw new ArchiveFailure(Why.UNREADABLE, said.get(ArchiveDoor.FAULT).getAsString());
        } catch (ExecutionException e) {
            throw new ArchiveFailure(
                    Why.HELD, file + " is written by another process, which does not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new ArchiveFailure(
                    Why.LATE, file + " is written by another process, which has not done it in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveFailure(Why.LATE, "nobody waits for the archive any more", e);
        }
    }

    private JsonObject exchange(JsonObject what) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(ArchiveDoor.placeOf(file)))) {
            Line.write(channel, what);
            return Line.read(channel);
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            throw new IOException("it says what nobody understands", e);
        }
    }
}
