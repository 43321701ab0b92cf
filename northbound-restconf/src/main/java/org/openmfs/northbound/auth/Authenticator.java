package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the user behind an Authorization header (RFC 7617).
 *
 * <p>A password is slow to check on purpose, so one is checked at a time, which is also the limit on guessing; who was
 * recognised is remembered for a while, by a keyed digest that means nothing outside of this process.
 */
public final class Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final String SCHEME = "basic ";
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 256;
    /** Passwords that may wait to be checked; more are refused unchecked. */
    private static final int MOST_WAITING = 64;

    private final UserFile users;
    private final InstantSource clock;
    private final Semaphore oneAtATime = new Semaphore(1, true);
    private final PasswordHash nobody;
    private final SecretKeySpec processKey;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();

    private record Remembered(String name, long untilMillis) {}

    /** A name and a password as a client gave them. */
    private record Credentials(String name, char[] password) {}

    public Authenticator(UserFile users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.processKey = new SecretKeySpec(key, "HmacSHA256");
        this.nobody = PasswordHash.of(Base64.getEncoder().encodeToString(key).toCharArray(), random);
    }

    /** Returns who it is; empty if there is no header or it does not convince. */
    public Optional<User> recognise(Optional<String> authorization) {
        refresh();
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        String digest = digest(authorization.get());
        Optional<User> known = recall(digest);
        return known.isPresent() ? known : credentials(authorization.get()).flatMap(given -> check(given, digest));
    }

    private Optional<User> check(Credentials given, String digest) {
        if (oneAtATime.getQueueLength() >= MOST_WAITING) {
            return Optional.empty();
        }
        oneAtATime.acquireUninterruptibly();
        try {
            Optional<User> meanwhile = recall(digest);
            if (meanwhile.isPresent()) {
                return meanwhile;
            }
            Optional<PasswordHash> hash = users.passwordOf(given.name());
            boolean right = hash.orElse(nobody).matches(given.password());
            if (!right || hash.isEmpty()) {
                LOG.info("user {} refused: unknown, or another password", printable(given.name()));
                return Optional.empty();
            }
            remember(digest, given.name());
            return users.find(given.name());
        } finally {
            oneAtATime.release();
        }
    }

    private static Optional<Credentials> credentials(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(SCHEME.length()).strip()),
                    UTF_8);
            int colon = pair.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(
                            pair.substring(0, colon), pair.substring(colon + 1).toCharArray()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refresh() {
        try {
            if (users.refresh()) {
                forgetAll();
            }
        } catch (IOException e) {
            forgetAll();
            LOG.error("the users can't be read any more: {}", e.getMessage());
        }
    }

    private synchronized void forgetAll() {
        remembered.clear();
    }

    private synchronized Optional<User> recall(String digest) {
        Remembered found = remembered.get(digest);
        if (found == null || found.untilMillis() < clock.millis()) {
            remembered.remove(digest);
            return Optional.empty();
        }
        return users.find(found.name());
    }

    private synchronized void remember(String digest, String name) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        remembered.put(digest, new Remembered(name, clock.millis() + REMEMBERED.toMillis()));
    }

    private String digest(String authorization) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(processKey);
            return Base64.getEncoder().encodeToString(mac.doFinal(authorization.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String printable(String name) {
        String short64 = name.length() > 64 ? name.substring(0, 64) : name;
        return short64.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
