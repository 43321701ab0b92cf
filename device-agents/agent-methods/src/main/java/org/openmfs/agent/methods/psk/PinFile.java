package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import org.openmfs.agent.file.FirstLine;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.method.MethodFailure;

/**
 * Shows a token the PIN that lies in a file: read when the token asks, wiped after, and a PIN that was refused is not
 * shown again until the file changes, since tokens lock after a few wrong ones.
 */
final class PinFile implements CallbackHandler {
    private static final int LARGEST = 4096;
    /** A character of UTF-16 takes in UTF-8. */
    private static final int MOST_OCTETS = 3;

    private final Path file;
    private Optional<FileStamp> shown = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();

    PinFile(Path file) {
        this.file = file;
    }

    private record Refusal(FileStamp stamp, MethodFailure told) {}

    /** No PIN is shown; the failure says why. */
    static final class NoPin extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient MethodFailure failure;

        NoPin(MethodFailure failure) {
            super(failure.getMessage());
            this.failure = failure;
        }

        MethodFailure failure() {
            return failure;
        }
    }

    @Override
    public void handle(Callback[] callbacks) throws NoPin {
        try {
            FileStamp now = FileStamp.of(file);
            Optional<Refusal> before = refusal.filter(known -> known.stamp().equals(now));
            if (before.isPresent()) {
                throw new NoPin(before.get().told());
            }
            shown = Optional.of(now);
            show(callbacks);
        } catch (NoPin known) {
            throw known;
        } catch (IOException unreadable) {
            throw new NoPin(new MethodFailure(
                    MethodFailure.Reason.UNREACHABLE,
                    "PIN file " + file + " cannot be used: " + UnusableFile.why(file, unreadable)));
        }
    }

    private void show(Callback[] callbacks) throws IOException {
        char[] pin = octets(FirstLine.taking(OwnerOnlyFile.readThroughLinks(file, LARGEST)));
        try {
            if (pin.length == 0) {
                throw new IOException("a PIN is expected in its first line");
            }
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(pin);
                }
            }
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    /** A PIN is UTF-8 (PKCS #11 v3.1, 5.6.8), and the JDK takes an octet of each character. */
    private static char[] octets(char[] letters) throws IOException {
        byte[] room = new byte[letters.length * MOST_OCTETS];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        CoderResult end = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(letters), encoded, true);
        Arrays.fill(letters, '\0');
        char[] octets = new char[encoded.position()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (char) Byte.toUnsignedInt(room[i]);
        }
        Arrays.fill(room, (byte) 0);
        if (end.isError()) {
            throw new IOException("a PIN is text in UTF-8");
        }
        return octets;
    }

    /** The token refused what it was shown last. */
    MethodFailure refused(String token, String code) {
        MethodFailure told = new MethodFailure(
                MethodFailure.Reason.REFUSED,
                "token " + token + " refuses the PIN in " + file + " (" + code
                        + "): it is not shown again before that file changes");
        refusal = shown.map(stamp -> new Refusal(stamp, told));
        return told;
    }
}
