package org.openmfs.agent.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.agent.file.OwnerOnlyFile;

/**
 * Which certificates were revoked, as the lists in one file say (RFC 5280, section 5). Of an authority's lists the newest
 * counts, also when the next one is overdue; a certificate whose issuer has no list here is not revoked.
 */
public final class RevocationLists {
    private static final int LARGEST = 4 << 20;
    private static final String LABEL = "X509 CRL";

    private final Path file;
    private final List<RevocationList> lists;

    private RevocationLists(Path file, List<RevocationList> lists) {
        this.file = file;
        this.lists = List.copyOf(lists);
    }

    /** Where no file names any. */
    public static RevocationLists none() {
        return new RevocationLists(Path.of(""), List.of());
    }

    /**
     * Certificates of authorities.
     *
     * @param file where they lie
     */
    public record Authorities(Path file, List<X509Certificate> certificates) {
        public Authorities {
            certificates = List.copyOf(certificates);
        }
    }

    /** A certificate of a chain that was revoked, and when. */
    public record Revocation(X509Certificate certificate, Instant on) {}

    /**
     * Reads the lists of a PEM file.
     *
     * @param known whose lists can be told from forged ones at once; others' when a chain shows who they are
     * @param provider knows the authorities' signatures
     * @throws IOException if the file cannot be read or one of its lists cannot be followed; one line names the file
     */
    public static RevocationLists read(Path file, Authorities known, Provider provider) throws IOException {
        List<byte[]> blocks = new PemBlocks(OwnerOnlyFile.readOpen(file, LARGEST), LABEL)
                .contents()
                .orElseThrow(
                        () -> new IOException(file + ": expected whole revocation lists in PEM, found a damaged one"));
        if (blocks.isEmpty()) {
            throw new IOException(
                    file + ": expected revocation lists in PEM (-----BEGIN " + LABEL + "-----), found none");
        }
        List<RevocationList> lists = new ArrayList<>();
        for (byte[] block : blocks) {
            String which = file + ": list " + (lists.size() + 1);
            RevocationList list = RevocationList.of(block, provider)
                    .orElseThrow(() ->
                            new IOException(which + ": expected a revocation list (RFC 5280), found what is none"));
            Optional<String> fault = list.fault().or(() -> originFault(list, known));
            if (fault.isPresent()) {
                throw new IOException(which + ", of " + shown(list) + ": " + fault.get());
            }
            lists.add(list);
        }
        return new RevocationLists(file, lists);
    }

    private static Optional<String> originFault(RevocationList list, Authorities known) {
        List<X509Certificate> sameName = known.certificates().stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(list.issuer()))
                .toList();
        return sameName.isEmpty() || sameName.stream().anyMatch(list::isSignedBy)
                ? Optional.empty()
                : Optional.of("expected a signature by the authority of that name in " + known.file()
                        + ", which may sign lists, found another");
    }

    private static String shown(RevocationList list) {
        return list.issuer().getName().replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * The first certificate of a chain that was revoked.
     *
     * @param authorities may have issued it, as those of the chain may
     */
    public Optional<Revocation> in(List<X509Certificate> chain, List<X509Certificate> authorities) {
        return chain.stream()
                .flatMap(certificate ->
                        dates(certificate, chain, authorities).map(date -> new Revocation(certificate, date)))
                .findFirst();
    }

    private Stream<Instant> dates(
            X509Certificate certificate, List<X509Certificate> chain, List<X509Certificate> authorities) {
        List<RevocationList> ofName = lists.stream()
                .filter(list -> list.issuer().equals(certificate.getIssuerX500Principal()))
                .toList();
        if (ofName.isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(authorities.stream(), chain.stream())
                .filter(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(issuer -> ChainFault.issued(issuer, certificate))
                .flatMap(issuer -> date(certificate, issuer, ofName).stream());
    }

    private static Optional<Instant> date(
            X509Certificate certificate, X509Certificate issuer, List<RevocationList> ofName) {
        List<RevocationList> signed =
                ofName.stream().filter(list -> list.isSignedBy(issuer)).toList();
        return RevocationList.newest(signed).stream()
                .flatMap(list -> list.revoked(certificate).stream())
                .findFirst();
    }

    /** How long the newest list of each authority lasts. */
    public List<Life> lives() {
        return lists.stream()
                .filter(list -> RevocationList.newest(
                                lists.stream().filter(list::isOfSameAuthority).toList())
                        .contains(list))
                .flatMap(list -> list.life(file).stream())
                .distinct()
                .toList();
    }

    /** What was read, in its order. */
    public List<X509CRL> lists() {
        return lists.stream().map(RevocationList::content).toList();
    }
}
