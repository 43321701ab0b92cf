package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.methods.OwnMemory;
import org.openmfs.agent.methods.OwnMemory.Hidden;

/** What is left of secrets in files in this process once they were used, or found to be none that can be used. */
final class LeftOfSharedKeysTest {
    private static final CfId BOB = new CfId("cf-b");
    private static final int OCTETS = 32;
    private static final int TOO_FEW = 31;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Hidden> wanted = new HashMap<>();

    @TempDir
    Path folder;

    private Path file;
    private Path other;

    @BeforeEach
    void name() throws Exception {
        file = PskLines.file(folder.resolve("secret"));
        other = PskLines.file(folder.resolve("other"), "x".repeat(4000));
    }

    @Test
    void nothing_is_left_of_a_key_in_a_file_that_was_used_and_given_back() throws Exception {
        assertThat(OwnMemory.leftAfter(() -> {
                    begin();
                    write("one cf-b hex:", hex("a key in digits", OCTETS));
                    try (PskFile store = new PskFile(file)) {
                        use(store);
                        assertThat(store.look()).isInstanceOf(PskLook.Usable.class);
                        write("two cf-b base64:", base64("a key in letters"));
                        use(store);
                    }
                    return end();
                }))
                .isEmpty();
    }

    @Test
    void nothing_is_left_of_keys_in_a_file_that_cannot_be_used() throws Exception {
        assertThat(OwnMemory.leftAfter(() -> {
                    begin();
                    write("one cf-b hex:", hex("a key too short", TOO_FEW));
                    write("two cf-b hex:", hex("a key before a bad line", OCTETS));
                    write("two cf-b hex:", hex("a key of an id that was there", OCTETS));
                    write("three cf-b hex:", withMore(hex("digits before one that is none", OCTETS), "0g"));
                    write("four cf-b base64:.", base64("letters with a mark"));
                    assertThat(PskFile.faultsOf(file)).hasSize(4);
                    try (PskFile store = new PskFile(file)) {
                        assertThat(store.look()).isInstanceOf(PskLook.Unusable.class);
                    }
                    return end();
                }))
                .isEmpty();
    }

    @Test
    void nothing_is_left_of_a_PIN_that_was_shown() throws Exception {
        assertThat(OwnMemory.leftAfter(() -> {
                    begin();
                    write("", hex("a PIN", OCTETS));
                    PasswordCallback asked = new PasswordCallback("PIN: ", false);
                    new PinFile(file).handle(new Callback[] {asked});
                    asked.clearPassword();
                    return end();
                }))
                .isEmpty();
    }

    @Test
    void nothing_is_left_with_a_thread_that_read_a_PIN_and_lives_on() throws Exception {
        try (ExecutorService reading = Executors.newSingleThreadExecutor()) {
            assertThat(OwnMemory.leftAfter(() -> {
                        begin();
                        write("", hex("a PIN", OCTETS));
                        Files.writeString(other, "y".repeat(4000));
                        reading.submit(() -> {
                                    byte[] read = OwnerOnlyFile.read(file, 4096);
                                    Arrays.fill(read, (byte) 0);
                                    return read.length;
                                })
                                .get();
                        return wanted;
                    }))
                    .isEmpty();
        }
    }

    private void begin() throws Exception {
        wanted.clear();
        Files.write(file, new byte[0]);
    }

    /** What a thread read last, the JDK keeps outside of the heap until that thread reads something else. */
    private Map<String, Hidden> end() throws Exception {
        assertThat(PskFile.faultsOf(other)).hasSize(1);
        return wanted;
    }

    private static void use(PskFile store) throws Exception {
        try (SharedKey key = store.firstFor(BOB).orElseThrow();
                KeyMaterial secret = key.hmacSha256(new byte[OCTETS])) {
            assertThat(secret.length().octets()).isEqualTo(OCTETS);
        }
    }

    private byte[] hex(String what, int octets) {
        byte[] key = key(what, octets);
        byte[] digits = new byte[2 * octets];
        for (int i = 0; i < octets; i++) {
            digits[2 * i] = (byte) HexFormat.of().toHighHexDigit(key[i]);
            digits[2 * i + 1] = (byte) HexFormat.of().toLowHexDigit(key[i]);
        }
        return text(what, key, digits);
    }

    private byte[] base64(String what) {
        byte[] key = key(what, OCTETS);
        return text(what, key, Base64.getEncoder().encode(key));
    }

    private byte[] key(String what, int octets) {
        Hidden key = Hidden.random(random, octets);
        wanted.put(what, key);
        return key.shown();
    }

    private byte[] text(String what, byte[] key, byte[] text) {
        wanted.put(what + ", as text", Hidden.of(text));
        byte[] chars = new byte[2 * text.length];
        for (int i = 0; i < text.length; i++) {
            chars[2 * i] = text[i];
        }
        wanted.put(what + ", as characters", Hidden.of(chars));
        Arrays.fill(chars, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return text;
    }

    private static byte[] withMore(byte[] text, String more) {
        byte[] whole = Arrays.copyOf(text, text.length + more.length());
        System.arraycopy(more.getBytes(StandardCharsets.US_ASCII), 0, whole, text.length, more.length());
        Arrays.fill(text, (byte) 0);
        return whole;
    }

    private void write(String beginning, byte[] text) throws Exception {
        Files.writeString(file, beginning, StandardOpenOption.APPEND);
        Files.write(file, text, StandardOpenOption.APPEND);
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
        Arrays.fill(text, (byte) 0);
    }
}
