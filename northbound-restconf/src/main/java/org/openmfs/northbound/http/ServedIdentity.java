package org.openmfs.northbound.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.openmfs.controller.model.CertificateEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and key that new connections are shown: read again when their files change. Files that do not belong
 * together, as in the middle of a renewal, are not taken; connections that are open stay as they are.
 */
final class ServedIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedIdentity.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** So long the two files of a renewal may not belong together before it is said. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final TlsFiles files;
    private final ExpiryNotices notices;
    private final Consumer<SSLContext> renewed;
    private final Thread thread;
    private volatile SSLContext current;
    private Content taken;
    private Optional<Refusal> refusal = Optional.empty();

    /** The octets of both files, to see a change in. */
    private record Content(byte[] certificate, byte[] key) {
        static Content of(TlsFiles files) throws IOException {
            return new Content(read(files.certificate()), read(files.key()));
        }

        private static byte[] read(Path file) throws IOException {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new IOException(file + " can't be read", e);
            }
        }

        boolean same(Content other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    private record Refusal(String why, Instant since, boolean said) {}

    /**
     * @param alarms hears that the certificate ends within a week, and that it was renewed
     * @param renewed hears what is to be shown from now on
     * @throws IOException if the files can't be used; the message is for an operator
     */
    ServedIdentity(TlsFiles files, InstantSource clock, Consumer<CertificateEnd> alarms, Consumer<SSLContext> renewed)
            throws IOException {
        this.files = files;
        this.renewed = renewed;
        notices = new ExpiryNotices(files.certificate(), clock, alarms);
        taken = Content.of(files);
        current = files.context();
        notices.look(files.ends());
        thread = Thread.ofVirtual().name("tls-files").start(() -> watch(clock));
    }

    SSLContext current() {
        return current;
    }

    private void watch(InstantSource clock) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PERIOD);
                look(clock);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look(InstantSource clock) {
        try {
            Content now = Content.of(files);
            if (!now.same(taken)) {
                current = files.context();
                renewed.accept(current);
                taken = now;
                LOG.info("the certificate in {} was renewed and is served from now on", files.certificate());
            }
            refusal = Optional.empty();
            notices.look(files.ends());
        } catch (IOException | RuntimeException | Error unusable) {
            refused(String.valueOf(unusable.getMessage()), clock.instant());
        }
    }

    private void refused(String why, Instant now) {
        Refusal known =
                refusal.filter(before -> before.why().equals(why)).orElseGet(() -> new Refusal(why, now, false));
        boolean due = !known.said() && known.since().plus(RENEWAL).isBefore(now);
        if (due) {
            LOG.warn("{}; what was served before is served on", why);
        }
        refusal = Optional.of(new Refusal(why, known.since(), known.said() || due));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
