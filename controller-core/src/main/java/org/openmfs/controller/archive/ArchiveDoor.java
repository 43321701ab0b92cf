package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the archive of a process that runs is asked for what its writer alone can do: a Unix socket beside it, for its
 * owner, over which one line of JSON goes each way.
 */
public final class ArchiveDoor implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_NOTE = Duration.ofSeconds(10);

    static final String ASK = "ask";
    static final String WHO = "who";
    static final String TO = "to";
    static final String WHAT = "what";
    static final String OUTCOME = "outcome";
    /** To append what its owner does to the member's data by another program. */
    static final String NOTE = "note";

    static final String TEXT = "text";
    static final String FAULT = "fault";

    private final Archive archive;
    private final Path place;
    private final ServerSocketChannel server;

    ArchiveDoor(Archive archive, Path place, ServerSocketChannel server) {
        this.archive = archive;
        this.place = place;
        this.server = server;
    }

    /**
     * Answers from now on.
     *
     * @param archive that is open
     * @param file of it
     * @throws IOException if there can be no socket, as where the file's path is longer than some 100 octets
     */
    public static ArchiveDoor open(Archive archive, Path file) throws IOException {
        Path place = placeOf(file);
        // One that is there was left by a process that was killed: who writes the archive is alone with it.
        Files.deleteIfExists(place);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean open = false;
        try {
            server.bind(UnixDomainSocketAddress.of(place));
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
            open = true;
        } finally {
            if (!open) {
                server.close();
            }
        }
        ArchiveDoor door = new ArchiveDoor(archive, place, server);
        Thread.ofVirtual().name("archive door").start(door::answerAll);
        return door;
    }

    static Path placeOf(Path file) {
        return file.toAbsolutePath().resolveSibling(file.getFileName() + ".socket");
    }

    /** Until it is closed. */
    void answerAll() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException full) {
                // As where a process has no more files; the next one may be answered.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            JsonObject answer = new JsonObject();
            try {
                answer.addProperty(TEXT, done(Line.read(client)));
            } catch (ArchiveFailure why) {
                answer.addProperty(FAULT, why.getMessage());
            } catch (JsonParseException | IllegalArgumentException | IllegalStateException why) {
                answer.addProperty(FAULT, "the archive was not asked properly: " + why.getMessage());
            }
            Line.write(client, answer);
        } catch (IOException gone) {
            // Whoever asked has gone, and what was asked for is in the archive.
        }
    }

    private String done(JsonObject asked) throws ArchiveFailure {
        String who = text(asked, WHO);
        return switch (text(asked, ASK)) {
            case ArchiveWords.EXPORT ->
                archive.export(Path.of(text(asked, TO)), who).text(archive.member());
            case NOTE -> {
                Entry entry = new Entry(Entry.AUDIT, who, text(asked, WHAT), "", text(asked, OUTCOME));
                yield Long.toString(archive.write(entry, LONGEST_NOTE).sequence());
            }
            case ArchiveWords.FORGET -> ArchiveCommand.gone(archive.forgetExported(who));
            default -> throw new IllegalArgumentException("it is asked to export, to forget or to note");
        };
    }

    private static String text(JsonObject asked, String member) {
        if (!asked.has(member)) {
            throw new IllegalArgumentException("member '" + member + "' is missing");
        }
        return asked.get(member).getAsString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(place);
    }
}
