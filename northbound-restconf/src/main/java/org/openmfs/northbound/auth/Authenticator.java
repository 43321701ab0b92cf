package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the user behind an Authorization header (RFC 7617).
 *
 * <p>A password is slow to check on purpose, and one is checked at a time, in turn for each name. Of a user who was
 * recognised the right one is known from then on, by a keyed digest that means nothing outside of this process. A guess
 * that can be told at once waits with all that are for nobody, and as long, so that it holds no user up and does not say
 * whether there is one.
 */
public final class Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final String SCHEME = "basic ";
    /** All wait for one turn that are told at once: for names that no user has, and guesses. */
    private static final String NOBODY = "";
    /** That users can't be read is told so often. */
    private static final Duration REMINDED = Duration.ofMinutes(1);

    private final UserFile users;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private final PasswordHash nobody;
    private final SecretKeySpec processKey;
    private final Map<String, Proved> proved = new ConcurrentHashMap<>();
    private volatile Instant reminder = Instant.MIN;

    /** The right password of a user, for as long as the hash of it is this one. */
    private record Proved(PasswordHash of, byte[] digest) {}

    /** A name and a password as a client gave them. */
    private record Credentials(String name, char[] password) {}

    /** What is asked: the same name and password, of the same hash. */
    private record Question(Optional<PasswordHash> hash, ByteBuffer digest) {}

    public Authenticator(UserFile users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.processKey = new SecretKeySpec(key, "HmacSHA256");
        this.nobody = PasswordHash.of(Base64.getEncoder().encodeToString(key).toCharArray(), random);
    }

    /**
     * Returns who it is; empty if there is no header or it does not convince.
     *
     * @throws UncertainException if too many wait for an answer, or the users can't be read
     */
    public Optional<User> recognise(Optional<String> authorization) throws UncertainException {
        refresh();
        Optional<Credentials> given = authorization.flatMap(Authenticator::credentials);
        return given.isPresent() ? check(given.get()) : Optional.empty();
    }

    /** Whether a user who was recognised just now is one still, with the same password and role, whenever it is asked. */
    public BooleanSupplier standing(User user) {
        Optional<PasswordHash> then =
                Optional.ofNullable(proved.get(user.name())).map(Proved::of);
        return () -> then.isPresent() && isStill(user, then);
    }

    private boolean isStill(User user, Optional<PasswordHash> hash) {
        try {
            refresh();
        } catch (UncertainException unreadable) {
            return false;
        }
        return users.find(user.name()).equals(Optional.of(user))
                && users.passwordOf(user.name()).equals(hash);
    }

    private Optional<User> check(Credentials given) throws UncertainException {
        Optional<PasswordHash> hash = users.passwordOf(given.name());
        byte[] digest = digest(given);
        boolean right =
                isProved(given.name(), hash, digest) || isRight(given, hash, digest) && isUnchanged(given.name(), hash);
        return right ? users.find(given.name()) : Optional.empty();
    }

    /** Whether a password is still the one that it was when it began to be looked at. */
    private boolean isUnchanged(String name, Optional<PasswordHash> hash) throws UncertainException {
        refresh();
        return users.passwordOf(name).equals(hash);
    }

    /** Whether it is known to be the right password, without looking. */
    private boolean isProved(String name, Optional<PasswordHash> hash, byte[] digest) {
        Proved known = proved.get(name);
        return known != null && hash.equals(Optional.of(known.of())) && MessageDigest.isEqual(known.digest(), digest);
    }

    private boolean isRight(Credentials given, Optional<PasswordHash> hash, byte[] digest) throws UncertainException {
        boolean possible = hash.isPresent() && users.mayBe(given.name(), given.password());
        return turns.ask(
                        possible ? given.name() : NOBODY,
                        new Question(hash, ByteBuffer.wrap(digest)),
                        () -> possible
                                ? isProved(given.name(), hash, digest) || matches(given, hash.get(), digest)
                                : isNobody(given))
                .orElseThrow(() -> new UncertainException("Too many passwords wait to be checked: try again."));
    }

    private boolean matches(Credentials given, PasswordHash hash, byte[] digest) {
        boolean right = hash.matches(given.password());
        if (right) {
            proved.put(given.name(), new Proved(hash, digest));
            users.recognised(given.name(), given.password(), hash);
        }
        return right;
    }

    /** Nobody is: but it takes as long as a look at a user's. */
    private boolean isNobody(Credentials given) {
        return nobody.matches(given.password()) && given.name().equals(NOBODY);
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

    private void refresh() throws UncertainException {
        try {
            users.refresh();
        } catch (IOException e) {
            Instant now = clock.instant();
            if (!now.isBefore(reminder)) {
                reminder = now.plus(REMINDED);
                LOG.error("the users can't be read any more, and nobody may come in: {}", e.getMessage());
            }
            throw new UncertainException("The users can't be read: the controller's log says why.");
        }
    }

    private byte[] digest(Credentials given) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(processKey);
            return mac.doFinal((given.name() + ":" + new String(given.password())).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
