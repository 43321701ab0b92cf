package org.openmfs.agent.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;

/** Which certificates one authority revoked, as a list says that it signed (RFC 5280, section 5). */
final class RevocationList {
    private static final String DELTA = "2.5.29.27";
    private static final String SCOPE = "2.5.29.28";
    private static final String OTHER_ISSUER = "2.5.29.29";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final int SIGNS_LISTS = 6;
    /** An authority has one key, and another when it is renewed; what strangers add to their chains is not kept. */
    private static final int MOST_KEYS = 16;

    private final X509CRL list;
    private final Provider provider;
    private final Map<BigInteger, Instant> revoked = new HashMap<>();
    /** Extensions of the list and its entries that whoever does not know them must not pass over. */
    private final Set<String> demands = new TreeSet<>();

    private final Map<PublicKey, Boolean> keys = new ConcurrentHashMap<>();

    private RevocationList(X509CRL list, Provider provider) {
        this.list = list;
        this.provider = provider;
        demand(list);
        for (X509CRLEntry entry : Objects.requireNonNullElse(list.getRevokedCertificates(), Set.<X509CRLEntry>of())) {
            revoked.putIfAbsent(
                    entry.getSerialNumber(), entry.getRevocationDate().toInstant());
            demand(entry);
        }
    }

    private void demand(X509Extension extended) {
        demands.addAll(Objects.requireNonNullElse(extended.getCriticalExtensionOIDs(), Set.of()));
    }

    /** Reads one; empty if it is none. */
    static Optional<RevocationList> of(byte[] encoded, Provider provider) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
            return Optional.ofNullable(factory.generateCRL(new ByteArrayInputStream(encoded)))
                    .map(X509CRL.class::cast)
                    .map(list -> new RevocationList(list, provider));
        } catch (GeneralSecurityException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** What of it cannot be followed here, and what was expected. */
    Optional<String> fault() {
        if (list.getExtensionValue(DELTA) != null) {
            return Optional.of("expected a whole list, not one of changes to another (a delta list)");
        }
        if (list.getExtensionValue(SCOPE) != null || demands.contains(OTHER_ISSUER)) {
            return Optional.of("expected a list of all that its issuer revoked and of nothing else,"
                    + " not an indirect or partial one");
        }
        return demands.stream()
                .findFirst()
                .map(oid -> "expected no critical extension, found " + oid + ", which is not known here");
    }

    X509CRL content() {
        return list;
    }

    X500Principal issuer() {
        return list.getIssuerX500Principal();
    }

    Instant issued() {
        return list.getThisUpdate().toInstant();
    }

    /** When this certificate of its issuer was revoked, if it was. */
    Optional<Instant> revoked(X509Certificate certificate) {
        return Optional.ofNullable(revoked.get(certificate.getSerialNumber()));
    }

    /** Whether this is the certificate of the authority that signed it. */
    boolean isSignedBy(X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        return authority.getSubjectX500Principal().equals(issuer())
                && (usage == null || usage[SIGNS_LISTS])
                && isSignedBy(authority.getPublicKey());
    }

    private boolean isSignedBy(PublicKey key) {
        Boolean known = keys.get(key);
        if (known != null) {
            return known;
        }
        boolean signed = verifies(key);
        if (keys.size() < MOST_KEYS) {
            keys.put(key, signed);
        }
        return signed;
    }

    private boolean verifies(PublicKey key) {
        try {
            list.verify(key, provider);
            return true;
        } catch (GeneralSecurityException | RuntimeException otherKey) {
            return false;
        }
    }

    /** Whether both are lists of one authority, of which the newer counts. */
    boolean isOfSameAuthority(RevocationList other) {
        return issuer().equals(other.issuer())
                && Arrays.equals(list.getExtensionValue(AUTHORITY_KEY), other.list.getExtensionValue(AUTHORITY_KEY));
    }

    /** How long it lasts; empty if it does not say when the next one comes. */
    Optional<Life> life(Path file) {
        return Optional.ofNullable(list.getNextUpdate())
                .map(next -> new RevocationListLife(file, issuer().getName(), issued(), next.toInstant()));
    }

    /** Those of some lists that were issued last; several where they were at the same time. */
    static List<RevocationList> newest(List<RevocationList> lists) {
        Optional<Instant> last = lists.stream().map(RevocationList::issued).max(Instant::compareTo);
        return lists.stream()
                .filter(list -> last.filter(list.issued()::equals).isPresent())
                .toList();
    }
}
