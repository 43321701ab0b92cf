package org.openmfs.agent.methods.psk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.method.MethodFailure;

/**
 * Tokens of SoftHSM2 in a folder of this test run: a token in a file that behaves as one in hardware. The module reads its
 * settings and counts its tokens once a process, so all that any test needs are made before the first use.
 */
final class SoftHsm {
    private static final String PIN = "20261129";
    private static final String SETTINGS = "SOFTHSM2_CONF";
    private static final long SERIAL = 4;
    private static final String SETTINGS_FILE = "softhsm2.conf";
    private static final List<Path> MODULES = Stream.of(
                    "/usr/lib/softhsm/libsofthsm2.so",
                    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                    "/usr/lib64/pkcs11/libsofthsm2.so")
            .map(Path::of)
            .toList();

    private static Optional<Path> folder = Optional.empty();

    private SoftHsm() {}

    /** The tokens that there are; each is one test class's own. */
    enum Token {
        CONTRACT,
        EXCHANGE,
        TROUBLE,
        TWINS;

        String label() {
            return "test " + name().toLowerCase(Locale.ROOT);
        }
    }

    private static Optional<Path> module() {
        return MODULES.stream().filter(Files::isReadable).findFirst();
    }

    private static boolean hasUtility() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "softhsm2-util")));
    }

    /** Skips the test where SoftHSM2 is not installed. */
    static synchronized TokenPlace place(Token token, Path pinFile) throws IOException {
        Optional<Path> module = module();
        assumeTrue(module.isPresent() && hasUtility(), "skipped: SoftHSM2 is not installed (Debian package softhsm2)");
        if (folder.isEmpty()) {
            folder = Optional.of(made());
        }
        return new TokenPlace(module.get(), token.label(), pinFile);
    }

    /** Another module beside the one of all other tests, for a time in which it finds no settings. */
    static void withoutSettings(Path copy, Consumer<Path> use) throws IOException {
        Path module = place(Token.TROUBLE, copy).module();
        setEnvironment(SETTINGS, copy.resolveSibling("none.conf").toString());
        try {
            use.accept(Files.copy(module, copy));
        } finally {
            setEnvironment(SETTINGS, folder.orElseThrow().resolve(SETTINGS_FILE).toString());
        }
    }

    static Path rightPin(Path file) throws IOException {
        return PskLines.file(file, PIN);
    }

    private static Path made() throws IOException {
        Path made = Files.createTempDirectory("mfs-softhsm");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
        Path settings = made.resolve(SETTINGS_FILE);
        Files.createDirectory(made.resolve("tokens"));
        Files.writeString(settings, "directories.tokendir = " + made.resolve("tokens") + "\nlog.level = ERROR\n");
        for (Token token : Token.values()) {
            initialize(token, settings);
        }
        setEnvironment(SETTINGS, settings.toString());
        return made;
    }

    private static void initialize(Token token, Path settings) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                "softhsm2-util", "--init-token", "--free", "--label", token.label(), "--pin", PIN, "--so-pin", PIN);
        command.environment().put(SETTINGS, settings.toString());
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }

    /** C's setenv; public, which Java asks for to bind it. */
    public interface SetEnvironment {
        int call(MemorySegment name, MemorySegment value, int overwrite);
    }

    /** For C code of this process, of which the module is a part; Java keeps a copy of its own. */
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor form = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        SetEnvironment set = MethodHandleProxies.asInterfaceInstance(
                SetEnvironment.class,
                linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"), form));
        try (Arena arena = Arena.ofConfined()) {
            set.call(arena.allocateFrom(name), arena.allocateFrom(value), 1);
        }
    }

    private static void delete(Path made) {
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** C_CloseAllSessions and C_CloseSession; public, as above. */
    public interface SessionsEnd {
        long call(long which);
    }

    /** C_OpenSession; public, as above. */
    public interface SessionBegin {
        long call(long slot, long flags, MemorySegment context, MemorySegment notify, MemorySegment session);
    }

    /** What an administrator does on a token. */
    static final class Desk {
        private final TokenPlace place;
        private final Map<String, byte[]> keys = new TreeMap<>();

        Desk(TokenPlace place) {
            this.place = place;
        }

        /** Puts a generic secret on it that cannot be read. */
        void put(String label, byte[] key) throws Exception {
            keys.put(label, key);
            rewrite();
        }

        void remove(String label) throws Exception {
            keys.remove(label);
            rewrite();
        }

        /** Ends the session that all of this process have with the token. */
        void logOut() throws Exception {
            ((AuthProvider) open("").getProvider()).logout();
        }

        /** Ends the sessions themselves, as a token does that was reset, pulled and put back, or lost its connection. */
        void endSessions() throws Exception {
            requireOk(
                    "C_CloseAllSessions",
                    function(SessionsEnd.class, "C_CloseAllSessions", ValueLayout.JAVA_LONG)
                            .call(slot()));
        }

        /** The number of a session that is begun for that: SoftHSM2 counts them, from whoever they are. */
        long nextHandle() throws Exception {
            SessionBegin begin = function(
                    SessionBegin.class,
                    "C_OpenSession",
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS);
            SessionsEnd end = function(SessionsEnd.class, "C_CloseSession", ValueLayout.JAVA_LONG);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
                requireOk("C_OpenSession", begin.call(slot(), SERIAL, MemorySegment.NULL, MemorySegment.NULL, handle));
                requireOk("C_CloseSession", end.call(handle.get(ValueLayout.JAVA_LONG, 0)));
                return handle.get(ValueLayout.JAVA_LONG, 0);
            }
        }

        private long slot() throws MethodFailure {
            return TokenSlots.of(place.module()).slotOf(place.token());
        }

        private <T> T function(Class<T> form, String name, MemoryLayout... parameters) {
            MemorySegment function =
                    SymbolLookup.libraryLookup(place.module(), Arena.global()).findOrThrow(name);
            return MethodHandleProxies.asInterfaceInstance(
                    form,
                    Linker.nativeLinker()
                            .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters)));
        }

        private static void requireOk(String function, long answer) throws IOException {
            if (answer != 0) {
                throw new IOException(function + " answers 0x" + Long.toHexString(answer));
            }
        }

        /** The keys of this desk are there, and no other. */
        void rewrite() throws Exception {
            KeyStore store = open("");
            for (String there : Collections.list(store.aliases())) {
                store.deleteEntry(there);
            }
            for (Map.Entry<String, byte[]> key : keys.entrySet()) {
                store.setKeyEntry(key.getKey(), new SecretKeySpec(key.getValue(), "Generic"), null, null);
            }
        }

        /** A key that is none for HMAC. */
        void putAes(String label) throws Exception {
            open("").setKeyEntry(label, new SecretKeySpec(filled(1), "AES"), null, null);
        }

        /** Another key of a label that there is already, as a careless administrator may make it. */
        void putAgain(String label) throws Exception {
            HexFormat hex = HexFormat.of();
            String also = " CKA_TOKEN = true CKA_LABEL = 0h" + hex.formatHex(label.getBytes(StandardCharsets.UTF_8));
            SecretKeyFactory.getInstance("Generic", open(also).getProvider())
                    .translateKey(new SecretKeySpec(filled(2), "Generic"));
        }

        private KeyStore open(String attributes) throws GeneralSecurityException, IOException, MethodFailure {
            String configuration = "--name = desk\nlibrary = " + place.module() + "\nslot = "
                    + slot()
                    + "\nattributes(*, CKO_SECRET_KEY, *) = { CKA_SENSITIVE = true CKA_EXTRACTABLE = false"
                    + " CKA_SIGN = true" + attributes + " }\n";
            KeyStore store = KeyStore.getInstance(
                    "PKCS11", Security.getProvider("SunPKCS11").configure(configuration));
            store.load(null, PIN.toCharArray());
            return store;
        }
    }

    /** A key of 256 bits that is the same octet 32 times. */
    static byte[] filled(int octet) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) octet);
        return key;
    }
}
