package org.openmfs.agent.peer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.Life;
import org.openmfs.agent.identity.RevocationListLife;
import org.openmfs.agent.identity.RevokedCertificate;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.TestIdentities;

/** Which revocation lists a CF follows: those of its file, as soon as it can be used, towards itself too. */
final class ListsInUseTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");

    private static TestIdentities issued;

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private TestIdentities identities;
    private Path lists;
    private List<X509Certificate> ofB;

    @BeforeAll
    static void issue(@TempDir Path ours) {
        issued = new TestIdentities(ours);
        issued.of(A);
        issued.of(B);
    }

    @BeforeEach
    void makeList() throws Exception {
        identities = issued.copiedTo(folder.resolve("ours"));
        lists = identities.revoke();
        ofB = chain(identities.of(B));
    }

    private static List<X509Certificate> chain(Credentials.Pem files) throws IOException {
        return CredentialFiles.of(new BouncyCastleProvider()).certificates(files.certificates());
    }

    private PeerTls tls() throws IOException, GeneralSecurityException {
        return new PeerTls(identities.of(A), Optional.of(lists), () -> now);
    }

    private static Optional<ChainFault.Kind> fault(PeerTls tls, List<X509Certificate> chain) {
        return tls.fault(chain).map(ChainFault::kind);
    }

    @Test
    void a_list_is_followed_from_the_look_after_it_was_replaced() throws Exception {
        PeerTls tls = tls();
        assertThat(fault(tls, ofB)).isEmpty();

        identities.revoke(B);
        assertThat(fault(tls, ofB)).isEmpty();

        assertThat(tls.look()).isTrue();
        assertThat(fault(tls, ofB)).contains(ChainFault.Kind.REVOKED);
        assertThat(tls.look()).isFalse();
        assertThat(fault(tls, chain(identities.renew(B)))).isEmpty();
    }

    @Test
    void without_a_file_nobody_is_revoked() throws Exception {
        identities.revoke(B);

        assertThat(fault(identities.tls(A), ofB)).isEmpty();
        assertThat(identities.tls(A).lives()).hasSize(1);
    }

    @Test
    void the_old_list_stays_in_use_while_the_new_one_is_another_authoritys_damaged_or_gone() throws Exception {
        identities.revoke(B);
        PeerTls tls = tls();
        TestIdentities namesake = new TestIdentities(Files.createDirectory(folder.resolve("namesake")));

        replace(namesake.revoke());
        assertThat(tls.look()).isFalse();
        Files.writeString(lists, "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        assertThat(tls.look()).isFalse();
        Files.delete(lists);
        assertThat(tls.look()).isFalse();
        assertThat(fault(tls, ofB)).contains(ChainFault.Kind.REVOKED);

        identities.revoke();
        assertThat(tls.look()).isTrue();
        assertThat(fault(tls, ofB)).isEmpty();
    }

    @Test
    void a_list_that_cannot_be_used_keeps_no_new_certificate_from_being_taken() throws Exception {
        PeerTls tls = tls();
        Files.writeString(lists, "nothing");

        Credentials.Pem renewed = identities.renew(A);

        assertThat(tls.look()).isTrue();
        assertThat(tls.sign(chain(renewed).getFirst(), new byte[1])).isPresent();
    }

    @Test
    void a_list_that_cannot_be_used_is_refused_at_the_start_in_one_line() throws Exception {
        TestIdentities namesake = new TestIdentities(Files.createDirectory(folder.resolve("namesake")));
        replace(namesake.revoke());
        assertThatThrownBy(this::tls)
                .isInstanceOf(IOException.class)
                .hasMessage(lists + ": list 1, of CN=OpenMFS test authority: expected a signature by the authority of"
                        + " that name in " + identities.of(A).authorities() + ", which may sign lists, found another");

        Files.writeString(lists, "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n");
        assertThatThrownBy(this::tls)
                .hasMessage(lists + ": list 1: expected a revocation list (RFC 5280), found what is none");
    }

    @Test
    void this_CF_does_not_start_with_a_certificate_that_was_revoked() throws Exception {
        identities.revoke(A);

        assertThatThrownBy(this::tls)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        identities.of(A).certificates() + ": the certificate of CN=cf-a was revoked on 20")
                .hasMessageNotContaining("\n");
    }

    @Test
    void this_CFs_revoked_certificate_is_told_while_it_runs_until_it_is_renewed() throws Exception {
        PeerTls tls = tls();
        assertThat(tls.lives()).noneMatch(RevokedCertificate.class::isInstance);

        identities.revoke(A);
        tls.look();
        assertThat(tls.lives())
                .filteredOn(RevokedCertificate.class::isInstance)
                .singleElement()
                .satisfies(life -> assertThat(life.text(now))
                        .startsWith(
                                identities.of(A).certificates() + ": the certificate of CN=cf-a was revoked on 20"));

        identities.renew(A);
        assertThat(tls.look()).isTrue();
        assertThat(tls.lives()).noneMatch(RevokedCertificate.class::isInstance);
    }

    @Test
    void a_list_that_is_past_its_next_one_is_told_and_followed() throws Exception {
        identities.revoke(B);
        PeerTls tls = tls();
        assertThat(stages(tls)).containsExactly(Life.Stage.GOOD);

        now = now.plus(Duration.ofDays(31));

        assertThat(stages(tls)).containsExactly(Life.Stage.ENDED);
        assertThat(fault(tls, ofB)).contains(ChainFault.Kind.REVOKED);
    }

    private List<Life.Stage> stages(PeerTls tls) {
        return tls.lives().stream()
                .filter(RevocationListLife.class::isInstance)
                .map(life -> life.stage(now))
                .toList();
    }

    @Test
    void a_renewed_authority_of_the_same_name_breaks_nothing() throws Exception {
        identities.revoke(B);
        TestIdentities namesake = new TestIdentities(Files.createDirectory(folder.resolve("namesake")));
        List<X509Certificate> renewed = chain(namesake.of(B));
        Path authorities = identities.of(A).authorities();
        Path lastOfBoth = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(authorities) + Files.readString(namesake.of(B).authorities()));
        Files.copy(lastOfBoth, authorities, StandardCopyOption.REPLACE_EXISTING);
        PeerTls tls = tls();

        assertThat(fault(tls, ofB)).contains(ChainFault.Kind.REVOKED);
        assertThat(fault(tls, renewed)).isEmpty();

        Files.writeString(lists, Files.readString(lists) + Files.readString(namesake.revoke(B)));
        assertThat(tls.look()).isTrue();
        assertThat(fault(tls, ofB)).contains(ChainFault.Kind.REVOKED);
        assertThat(fault(tls, renewed)).contains(ChainFault.Kind.REVOKED);
        assertThat(fault(tls, chain(namesake.renew(B)))).isEmpty();
    }

    private void replace(Path by) throws IOException {
        Path beside = Files.copy(by, folder.resolve("beside"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, lists, StandardCopyOption.ATOMIC_MOVE);
    }
}
