package org.openmfs.agent.peer.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.tls.PeerTls;

/** An authority for tests: right identities, and wrong ones that a real authority should never issue. */
public final class TestIdentities {
    private final Path directory;
    private final AuthorityFolder folder;

    public TestIdentities(Path directory) {
        this.directory = directory;
        try {
            this.folder = new AuthorityFolder(directory, Clock.systemUTC(), new SecureRandom());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same authority and identities in another folder: to issue a PKCS #12 store takes long. */
    public TestIdentities copiedTo(Path other) {
        copy(directory, other);
        return new TestIdentities(other);
    }

    /** Copies the files of a folder with their modes. */
    public static void copy(Path folder, Path to) {
        try (Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Files of a CF; made at the first call. */
    public Credentials.Pem of(CfId cf) {
        try {
            return folder.holds(cf) ? folder.pem(cf) : folder.issue(cf);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Files of a CF whose life began that long from now; made in place of others. */
    public Credentials.Pem at(Duration fromNow, CfId cf) {
        try {
            Clock then = Clock.offset(Clock.systemUTC(), fromNow);
            for (String end : new String[] {".pem", ".key.pem", ".p12", ".p12.password"}) {
                Files.deleteIfExists(directory.resolve(cf.name() + end));
            }
            return new AuthorityFolder(directory, then, new SecureRandom()).issue(cf);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts the certificates that CFs have now on the authority's list; of none, only makes the list. */
    public Path revoke(CfId... cfs) {
        try {
            return folder.revoke(List.of(cfs), TestAuthority.LIST_LIFE).file();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Files of a CF with a new certificate, in place of those that it has. */
    public Credentials.Pem renew(CfId cf) {
        try {
            return folder.renew(cf, TestAuthority.CF_LIFE);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public PeerTls tls(CfId cf) {
        try {
            return new PeerTls(of(cf), Clock.systemUTC());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate of this authority with any subject alternative name. */
    public Credentials.Pem odd(String file, GeneralName name) {
        try {
            folder.write(file, folder.authority().issue(file, name, TestAuthority.CF_LIFE));
            return folder.pem(new CfId(file));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
