package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates a file of revocation lists revokes, and which files are refused. */
final class RevocationListsTest {
    private static final Instant THEN = SmallAuthority.NOW.minus(Duration.ofDays(2));
    private static final Instant LATER = SmallAuthority.NOW.plus(Duration.ofHours(1));
    private static final byte[] NULL = {5, 0};

    private static SmallAuthority root;
    private static SmallAuthority other;
    private static SmallAuthority namesake;
    private static X509Certificate leaf;

    @TempDir
    Path folder;

    @BeforeAll
    static void issue() throws Exception {
        root = SmallAuthority.root("root");
        other = SmallAuthority.root("other");
        namesake = SmallAuthority.root("root");
        leaf = root.issue("cf-a", 7);
    }

    private static List<X509Certificate> chain(X509Certificate... certificates) {
        return List.of(certificates);
    }

    private Path file() {
        return folder.resolve("revoked.pem");
    }

    private RevocationLists read(String... lists) throws IOException {
        return read(List.of(root, other), lists);
    }

    private RevocationLists read(List<SmallAuthority> known, String... lists) throws IOException {
        Files.writeString(file(), String.join("", lists));
        return read(known);
    }

    private RevocationLists read(List<SmallAuthority> known) throws IOException {
        return RevocationLists.read(
                file(),
                new RevocationLists.Authorities(folder.resolve("authority.pem"), certificates(known)),
                SmallAuthority.PROVIDER);
    }

    private static List<X509Certificate> certificates(List<SmallAuthority> authorities) {
        return authorities.stream().map(SmallAuthority::certificate).toList();
    }

    private static Optional<Instant> revoked(RevocationLists lists, X509Certificate... chain) {
        return revoked(List.of(root, other), lists, chain);
    }

    private static Optional<Instant> revoked(
            List<SmallAuthority> known, RevocationLists lists, X509Certificate... chain) {
        return lists.in(chain(chain), certificates(known)).map(RevocationLists.Revocation::on);
    }

    @Test
    void a_certificate_that_its_issuers_list_names_is_revoked_since_the_date_in_it() throws Exception {
        RevocationLists lists =
                read(root.list().revoking(3, LATER).revoking(7, THEN).pem());

        assertThat(lists.in(chain(leaf), certificates(List.of(root))))
                .contains(new RevocationLists.Revocation(leaf, THEN));
        assertThat(revoked(lists, root.issue("cf-b", 8))).isEmpty();
    }

    @Test
    void a_certificate_whose_issuer_has_no_list_is_not_revoked_whatever_others_name() throws Exception {
        RevocationLists lists = read(other.list().revoking(7, THEN).pem());

        assertThat(revoked(lists, leaf)).isEmpty();
        assertThat(revoked(RevocationLists.none(), leaf)).isEmpty();
    }

    @Test
    void an_empty_list_and_one_with_extensions_that_may_be_passed_over_are_followed() throws Exception {
        RevocationLists lists = read(
                root.list().with(Der.extension("1.2.3.4", false, NULL)).pem(),
                other.list()
                        .revoking(7, THEN, Der.extension("1.2.3.4", false, NULL))
                        .pem());

        assertThat(revoked(lists, leaf)).isEmpty();
        assertThat(revoked(lists, other.issue("cf-a", 7))).contains(THEN);
        assertThat(lists.lists()).hasSize(2);
    }

    @Test
    void any_certificate_of_a_chain_counts_and_its_issuer_may_be_in_the_chain() throws Exception {
        SmallAuthority middle = root.below("middle", 20);
        X509Certificate ofMiddle = middle.issue("cf-a", 30);

        RevocationLists above = read(root.list().revoking(20, THEN).pem());
        assertThat(above.in(chain(ofMiddle, middle.certificate()), certificates(List.of(root))))
                .contains(new RevocationLists.Revocation(middle.certificate(), THEN));

        RevocationLists below = read(middle.list().revoking(30, THEN).pem());
        assertThat(revoked(below, ofMiddle, middle.certificate())).contains(THEN);
        assertThat(revoked(below, ofMiddle)).isEmpty();
    }

    @Test
    void of_an_authoritys_lists_the_newest_counts_wherever_it_stands_in_the_file() throws Exception {
        String old = root.list().issued(THEN).revoking(7, THEN).pem();
        String fresh = root.list().issued(LATER).revoking(8, THEN).pem();

        for (RevocationLists lists : List.of(read(old, fresh), read(fresh, old))) {
            assertThat(revoked(lists, leaf)).isEmpty();
            assertThat(revoked(lists, root.issue("cf-b", 8))).contains(THEN);
        }
    }

    @Test
    void of_two_lists_of_one_moment_both_count() throws Exception {
        RevocationLists lists = read(
                root.list().revoking(7, THEN).pem(),
                root.list().revoking(8, LATER).pem());

        assertThat(revoked(lists, leaf)).contains(THEN);
        assertThat(revoked(lists, root.issue("cf-b", 8))).contains(LATER);
    }

    @Test
    void a_list_is_followed_after_the_time_of_the_next_one() throws Exception {
        RevocationLists lists = read(root.list()
                .issued(THEN)
                .until(THEN.plus(Duration.ofHours(1)))
                .revoking(7, THEN)
                .pem());

        assertThat(revoked(lists, leaf)).contains(THEN);
    }

    @Test
    void an_authority_that_was_renewed_with_another_key_has_another_list() throws Exception {
        List<SmallAuthority> both = List.of(root, namesake);
        X509Certificate ofNew = namesake.issue("cf-a", 7);
        String fromOld = root.list().revoking(8, THEN).pem();
        String fromNew = namesake.list().issued(LATER).revoking(7, THEN).pem();

        RevocationLists lists = read(both, fromOld, fromNew);

        assertThat(revoked(both, lists, ofNew)).contains(THEN);
        assertThat(revoked(both, lists, leaf)).isEmpty();
        assertThat(revoked(both, lists, root.issue("cf-b", 8))).contains(THEN);
    }

    @Test
    void an_authority_that_was_renewed_and_is_not_known_any_more_revokes_nothing_of_the_new_one() throws Exception {
        RevocationLists lists =
                read(List.of(other, root), root.list().revoking(7, THEN).pem());

        assertThat(revoked(List.of(namesake), lists, namesake.issue("cf-a", 7))).isEmpty();
        assertThat(revoked(List.of(namesake), lists, leaf, root.certificate())).contains(THEN);
    }

    @Test
    void a_list_of_an_authority_that_is_not_known_yet_is_kept_for_chains_that_show_it() throws Exception {
        RevocationLists lists =
                read(List.of(other), root.list().revoking(7, THEN).pem());

        assertThat(revoked(List.of(other), lists, leaf, root.certificate())).contains(THEN);
    }

    @Test
    void a_forged_list_of_an_authority_that_shows_itself_later_revokes_nothing() throws Exception {
        RevocationLists lists = read(
                List.of(other), root.list().revoking(7, THEN).signedBy(namesake).pem());

        assertThat(revoked(List.of(other), lists, leaf, root.certificate())).isEmpty();
    }

    @Test
    void keys_of_strangers_in_chains_change_nothing_however_many_they_are() throws Exception {
        RevocationLists lists = read(root.list().revoking(7, THEN).pem());
        List<X509Certificate> strangers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SmallAuthority stranger = SmallAuthority.root("root");
            strangers.add(stranger.issue("cf-a", 7));
            strangers.add(stranger.certificate());
        }

        assertThat(lists.in(strangers, List.of())).isEmpty();
        assertThat(revoked(lists, leaf)).contains(THEN);
        assertThat(revoked(lists, root.issue("cf-b", 9))).isEmpty();
    }

    @Test
    void the_newest_list_of_each_authority_has_a_life_that_is_told() throws Exception {
        RevocationLists lists = read(
                root.list().issued(THEN).until(LATER).pem(),
                root.list()
                        .issued(SmallAuthority.NOW)
                        .until(LATER.plusSeconds(9))
                        .pem(),
                other.list().withoutEnd().revoking(7, THEN).pem());

        assertThat(lists.lives())
                .containsExactly(new RevocationListLife(file(), "CN=root", SmallAuthority.NOW, LATER.plusSeconds(9)));
        assertThat(revoked(lists, other.issue("cf-a", 7))).contains(THEN);
    }

    @Test
    void lists_of_one_name_and_two_keys_each_have_a_life() throws Exception {
        RevocationLists lists = read(
                List.of(root, namesake),
                root.list()
                        .until(LATER)
                        .with(Der.extension("2.5.29.35", false, keyId(1)))
                        .pem(),
                namesake.list()
                        .issued(LATER)
                        .until(LATER.plusSeconds(9))
                        .with(Der.extension("2.5.29.35", false, keyId(2)))
                        .pem());

        assertThat(lists.lives()).hasSize(2);
    }

    private static byte[] keyId(int id) {
        return Der.sequence(Der.of(0x80, new byte[] {(byte) id}));
    }

    @Test
    void a_file_of_something_else_is_refused_in_one_line_that_names_it() throws Exception {
        refused("expected revocation lists in PEM (-----BEGIN X509 CRL-----), found none", "");
        refused("expected revocation lists in PEM (-----BEGIN X509 CRL-----), found none", "hello");
        refused(
                "expected revocation lists in PEM (-----BEGIN X509 CRL-----), found none",
                "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(leaf.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        refused("expected whole revocation lists in PEM, found a damaged one", "-----BEGIN X509 CRL-----\nAAAA\n");
        refused("list 1: expected a revocation list (RFC 5280), found what is none", DraftList.block(new byte[40]));
        refused(
                "list 2: expected a revocation list (RFC 5280), found what is none",
                root.list().pem() + DraftList.block(leaf.getEncoded()));
    }

    @Test
    void other_blocks_and_text_beside_the_lists_are_passed_over() throws Exception {
        RevocationLists lists = read(
                "made by hand\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                root.list().revoking(7, THEN).pem(),
                "the end");

        assertThat(revoked(lists, leaf)).contains(THEN);
    }

    @Test
    void a_file_that_is_not_there_and_one_over_4_MiB_are_refused() throws Exception {
        assertThatThrownBy(() -> read(List.of(root))).hasMessage(file() + ": there is no such file");

        Files.write(file(), new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> read(List.of(root))).hasMessage(file() + " is larger than 4194304 octets");

        Files.writeString(file(), root.list().revoking(7, THEN).pem() + " ".repeat(3 << 20), StandardCharsets.US_ASCII);
        assertThat(revoked(read(List.of(root)), leaf)).contains(THEN);
    }

    @Test
    void lists_that_cannot_be_followed_are_refused_with_what_they_ask_for() throws Exception {
        refused(
                "list 1, of CN=root: expected a whole list, not one of changes to another (a delta list)",
                root.list()
                        .with(Der.extension("2.5.29.27", true, Der.integer(3)))
                        .pem());
        String partial = ": expected a list of all that its issuer revoked and of nothing else,"
                + " not an indirect or partial one";
        refused(
                "list 1, of CN=root" + partial,
                root.list()
                        .with(Der.extension("2.5.29.28", true, Der.sequence(Der.of(0x84, new byte[] {(byte) 0xff}))))
                        .pem());
        byte[] otherIssuer = Der.sequence(Der.of(0xa4, Der.name("other")));
        refused(
                "list 1, of CN=root" + partial,
                root.list()
                        .revoking(7, THEN, Der.extension("2.5.29.29", true, otherIssuer))
                        .pem());
        String unknown = ": expected no critical extension, found 1.2.3.4, which is not known here";
        refused(
                "list 1, of CN=root" + unknown,
                root.list().with(Der.extension("1.2.3.4", true, NULL)).pem());
        refused(
                "list 2, of CN=other" + unknown,
                root.list().pem()
                        + other.list()
                                .revoking(1, THEN, Der.extension("1.2.3.4", true, NULL))
                                .pem());
    }

    @Test
    void a_list_that_bears_a_known_authoritys_name_and_not_its_signature_is_refused() throws Exception {
        String expected = ", of CN=root: expected a signature by the authority of that name in "
                + folder.resolve("authority.pem") + ", which may sign lists, found another";
        refused("list 1" + expected, root.list().signedBy(namesake).pem());
        refused("list 2" + expected, other.list().pem() + namesake.list().pem());
    }

    @Test
    void a_list_of_an_authority_whose_key_may_not_sign_lists_is_refused() throws Exception {
        SmallAuthority mute = SmallAuthority.withoutLists("mute");

        assertThatThrownBy(() -> read(List.of(mute), mute.list().pem()))
                .hasMessageStartingWith(file() + ": list 1, of CN=mute: ")
                .hasMessageContaining("which may sign lists");
        assertThat(revoked(
                        List.of(mute),
                        read(List.of(root), mute.list().revoking(7, THEN).pem()),
                        mute.issue("cf-a", 7)))
                .isEmpty();
    }

    private void refused(String what, String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(IOException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().replaceFirst("^" + file() + ": ", ""))
                        .isEqualTo(what)
                        .isNotEqualTo(refusal.getMessage()));
    }
}
