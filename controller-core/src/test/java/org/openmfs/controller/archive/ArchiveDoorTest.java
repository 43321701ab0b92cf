package org.openmfs.controller.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a process that runs, exported and cut by the command. */
@Timeout(60)
final class ArchiveDoorTest {
    @TempDir
    private Path folder;

    private Places places;
    private Path file;
    private Archive archive;
    private ArchiveDoor door;

    @BeforeEach
    void run() throws Exception {
        places = new Places(folder);
        archive = places.open("m1");
        file = places.file("m1.db");
        door = ArchiveDoor.open(archive, file);
        Places.fill(archive, 5);
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
        archive.close();
    }

    private static List<String> run(int status, String... words) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(told, true, UTF_8);
        assertThat(new ArchiveCommand(stream, stream).run(List.of(words))).isEqualTo(status);
        return told.toString(UTF_8).lines().toList();
    }

    private List<String> kinds() throws ArchiveFailure {
        return Places.read(file).stream().map(row -> row.entry().kind()).toList();
    }

    @Test
    void an_archive_that_is_written_is_exported_by_who_writes_it_and_forgets_what_was_exported() throws Exception {
        Path to = places.file("m1.jsonl");

        assertThat(run(0, "export", file.toString(), "--to", to.toString()))
                .singleElement()
                .asString()
                .startsWith(to + ": entries 1 to 7, head m1:7:");
        assertThat(run(0, "verify", file.toString(), to.toString())).anyMatch(line -> line.startsWith(to + ": sound"));
        assertThat(kinds()).endsWith("checkpoint", "export");
        assertThat(Places.read(file).getLast().entry().who())
                .isEqualTo(System.getProperty("user.name") + " at the command line");

        assertThat(run(0, "forget", file.toString())).containsExactly("7 entries that had been exported went");
        assertThat(run(0, "forget", file.toString())).containsExactly("0 entries that had been exported went");
        Places.fill(archive, 1);
        assertThat(run(0, "verify", file.toString(), to.toString()))
                .anyMatch(line -> line.startsWith(file + ": sound"));
    }

    @Test
    void a_file_that_is_there_stays_and_that_is_said() throws Exception {
        Path to = Files.writeString(places.file("mine"), "mine");

        assertThat(run(1, "export", file.toString(), "--to", to.toString()))
                .containsExactly("archive: " + to + " is there already, and stays as it is");
        assertThat(to).hasContent("mine");
    }

    @Test
    void its_socket_is_for_its_owner_alone_and_goes_with_it() throws Exception {
        Path socket = places.file("m1.db.socket");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");

        door.close();

        assertThat(socket).doesNotExist();
        assertThat(run(1, "forget", file.toString()))
                .containsExactly("archive: " + file + " is written by another process, which must end first");
    }

    @Test
    void a_socket_that_a_killed_process_left_is_no_hindrance() throws Exception {
        door.close();
        Files.createFile(places.file("m1.db.socket"));
        assertThat(run(1, "forget", file.toString()))
                .containsExactly("archive: " + file + " is written by another process, which does not answer");

        door = ArchiveDoor.open(archive, file);
        assertThat(run(0, "forget", file.toString())).hasSize(1);
    }

    @Test
    void who_asks_nonsense_is_told_so_and_others_are_answered_all_the_same() throws Exception {
        for (String nonsense : List.of("{}", "[]", "no", "{\"ask\":\"forget\"}", "{\"ask\":\"x\",\"who\":\"y\"}")) {
            assertThat(exchange(nonsense).get("fault").getAsString())
                    .startsWith("the archive was not asked properly: ");
        }
        exchange("{\"ask\":\"export\",\"who\":\"y\",\"to\":\"" + "x".repeat(100_000) + "\"}");
        try (SocketChannel silent = SocketChannel.open(address())) {
            assertThat(run(0, "forget", file.toString())).hasSize(1);
            assertThat(silent.isOpen()).isTrue();
        }
    }

    @Test
    void a_connection_that_cannot_be_accepted_shuts_nobody_else_out() throws Exception {
        ServerSocketChannel real = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Path place = places.file("other.socket");
        real.bind(UnixDomainSocketAddress.of(place));
        try (ArchiveDoor shaky = new ArchiveDoor(archive, place, new ShakyServer(real))) {
            Thread.ofVirtual().start(shaky::answerAll);
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
                channel.write(ByteBuffer.wrap("{}\n".getBytes(UTF_8)));
                assertThat(Line.read(channel).has("fault")).isTrue();
            }
        }
    }

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(places.file("m1.db.socket"));
    }

    private JsonObject exchange(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address())) {
            ByteBuffer rest = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            return Line.read(channel);
        }
    }
}
