package org.openmfs.testbed.kept;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.tls.TestAuthority;
import org.openmfs.testbed.web.Credential;

/** The authority of a testbed and what it issued: made at the first start, and the same at every later one. */
public final class KeptIdentities {
    private static final String AUTHORITY = "authority.json";

    /** What ends sooner than this is issued anew, so that nobody is warned of an end that a start could have put off. */
    private static final Duration ENDS_SOON = Duration.ofDays(60);

    private final KeptFolder folder;
    private final SecureRandom random;
    private final InstantSource clock;
    private final TestAuthority authority;

    /** @throws IOException where the folder can't be written, or what is in it can't be understood */
    public KeptIdentities(KeptFolder folder, SecureRandom random, InstantSource clock) throws IOException {
        this.folder = folder;
        this.random = random;
        this.clock = clock;
        this.authority = authority();
    }

    private TestAuthority authority() throws IOException {
        Optional<JsonObject> kept = folder.read(AUTHORITY);
        if (kept.isPresent()) {
            try {
                return TestAuthority.of(kept.get(), random, clock);
            } catch (IllegalStateException | IllegalArgumentException | NullPointerException e) {
                throw folder.spoilt(AUTHORITY, e);
            }
        }
        TestAuthority fresh = TestAuthority.fresh("OpenMFS testbed authority", random, clock);
        folder.write(AUTHORITY, fresh.toJson());
        return fresh;
    }

    public TestAuthority issuer() {
        return authority;
    }

    /** The identity of a server or an SAE; a new one where there is none, it ends soon, or it names somebody else. */
    public Identity identity(String owner, Names names) throws IOException {
        Optional<JsonObject> kept = folder.read(file(owner));
        if (kept.isPresent() && names.toJson().equals(kept.get().get("names"))) {
            Identity identity = identity(owner, kept.get());
            if (isGood(identity)) {
                return identity;
            }
        }
        return renew(owner, names);
    }

    private Identity identity(String owner, JsonObject kept) throws IOException {
        try {
            return Identity.of(kept.getAsJsonObject("identity"));
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw folder.spoilt(file(owner), e);
        }
    }

    private boolean isGood(Identity identity) {
        return identity.authority().equals(authority.certificate())
                && identity.certificate()
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.instant().plus(ENDS_SOON));
    }

    /** A new key and certificate in place of the present one. */
    public Identity renew(String owner, Names names) throws IOException {
        Identity fresh = authority.issue(names);
        JsonObject kept = new JsonObject();
        kept.add("names", names.toJson());
        kept.add("identity", fresh.toJson());
        folder.write(file(owner), kept);
        return fresh;
    }

    private static String file(String owner) {
        return "identities/" + owner.replaceAll("[^A-Za-z0-9._-]+", "-") + ".json";
    }

    /** A user's password; a new one where there is none. */
    public Credential credential(KeptFolder where, String file, String user) throws IOException {
        Optional<JsonObject> kept = where.read(file);
        if (kept.isPresent()) {
            try {
                return Credential.of(kept.get());
            } catch (IllegalStateException | NullPointerException | UnsupportedOperationException e) {
                throw where.spoilt(file, e);
            }
        }
        Credential fresh = Credential.generate(user, random);
        where.write(file, fresh.toJson());
        return fresh;
    }
}
