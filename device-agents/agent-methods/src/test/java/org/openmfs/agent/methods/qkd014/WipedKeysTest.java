package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;

/** What is left of delivered keys in the heap of a process that closed them. */
@Timeout(120)
@Tag("not-under-mutation")
final class WipedKeysTest {
    private static final int KEYS = 40;

    private Path folder;
    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path given) throws IOException {
        folder = given;
        site = new QkdSite(Files.createDirectory(given.resolve("site")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void of_keys_that_were_closed_no_heap_dump_holds_one_neither_as_octets_nor_as_the_KME_wrote_them()
            throws Exception {
        Path dump = folder.resolve("heap.hprof");

        pull(dump);

        List<String> delivered = site.kme.deliveredKeys();
        assertThat(delivered).hasSize(KEYS);
        assertThat(found(dump, delivered))
                .as("the key that is lent at that moment, as octets, and nothing else")
                .containsExactly("octets of key " + (KEYS - 1));
    }

    private void pull(Path dump) throws Exception {
        Credentials.Pem own = site.files.pem(site.files.sae(QkdSite.SAE_A));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseG1GC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyPuller.class.getName(),
                        site.kme.address().toString(),
                        own.certificates().toString(),
                        own.key().toString(),
                        own.authorities().toString(),
                        Integer.toString(KEYS),
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Which keys are in the file, in either form; told apart by their first eight octets. */
    private static Set<String> found(Path file, List<String> keys) throws IOException {
        Map<Long, byte[]> wanted = new HashMap<>();
        Map<Long, String> names = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byte[] octets = Base64.getDecoder().decode(keys.get(i));
            byte[] letters = keys.get(i).getBytes(StandardCharsets.US_ASCII);
            wanted.put(start(octets), octets);
            names.put(start(octets), "octets of key " + i);
            wanted.put(start(letters), letters);
            names.put(start(letters), "letters of key " + i);
        }
        byte[] content = Files.readAllBytes(file);
        Set<String> found = new HashSet<>();
        long window = 0;
        for (int at = 0; at < content.length; at++) {
            window = window << Byte.SIZE | content[at] & 0xff;
            byte[] form = wanted.get(window);
            if (form != null && isAt(content, at - Long.BYTES + 1, form)) {
                found.add(names.get(window));
            }
        }
        return found;
    }

    private static long start(byte[] form) {
        return ByteBuffer.wrap(form).getLong();
    }

    private static boolean isAt(byte[] content, int from, byte[] form) {
        int half = form.length / 2;
        return from + half <= content.length
                && ByteBuffer.wrap(content, from, half).equals(ByteBuffer.wrap(form, 0, half));
    }
}
