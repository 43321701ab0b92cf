package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;

/** What becomes of a token that cannot be used, told in one line each. */
final class PskTokenTest {
    private static final CfId BOB = new CfId("cf-b");

    @TempDir
    Path folder;

    private Path pin;
    private TokenPlace place;
    private SoftHsm.Desk desk;
    private PskToken token;

    @BeforeEach
    void start() throws Exception {
        pin = SoftHsm.rightPin(folder.resolve("pin"));
        place = SoftHsm.place(SoftHsm.Token.TROUBLE, pin);
        desk = new SoftHsm.Desk(place);
        desk.put("cf-b/one", SoftHsm.filled(0x11));
        desk.logOut();
        token = new PskToken(place, Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        if (token != null) {
            token.close();
        }
    }

    @Test
    void a_wrong_pin_is_refused_once_and_the_right_one_taken_when_the_file_changed() throws Exception {
        PskLines.file(pin, "99999999");
        String told = "token test trouble refuses the PIN in " + pin
                + " (CKR_PIN_INCORRECT): it is not shown again before that file changes";

        fails(Reason.REFUSED, told);
        fails(Reason.REFUSED, told);
        assertThat(token.look()).isEqualTo(new PskLook.Unusable(told));
        SoftHsm.rightPin(pin);
        assertThat(token.look()).isInstanceOf(PskLook.Usable.class);
        assertThat(token.firstFor(BOB)).isPresent();
    }

    @Test
    void a_pin_file_that_cannot_be_used_is_named() throws Exception {
        String file = "PIN file " + pin + " cannot be used: ";
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-r--r--"));
        fails(Reason.UNREACHABLE, file + "it holds secrets and must have mode rw-------, not rw-r--r--");
        Files.delete(pin);
        fails(Reason.UNREACHABLE, file + "there is no such file");
        PskLines.file(pin, "", "20261129");
        fails(Reason.UNREACHABLE, file + "a PIN is expected in its first line");
        SoftHsm.rightPin(pin);
        assertThat(token.firstFor(BOB)).isPresent();
    }

    @Test
    void a_token_that_is_not_there_is_told_with_those_that_are() {
        token = new PskToken(new TokenPlace(place.module(), "elsewhere", pin), Duration.ofMinutes(1));

        fails(
                Reason.UNREACHABLE,
                "PKCS #11 module " + place.module()
                        + " has no token elsewhere, only [test contract, test exchange, test trouble, test twins]");
    }

    @Test
    void a_key_taken_away_between_offer_and_answer_is_exhausted() throws Exception {
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            desk.remove("cf-b/one");

            fails(Reason.EXHAUSTED, "token test trouble has no PSK cf-b/one", key);
        }
    }

    @Test
    void a_key_that_is_none_for_HMAC_is_refused() throws Exception {
        desk.remove("cf-b/one");
        desk.putAes("cf-b/aes");
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            fails(
                    Reason.REFUSED,
                    "token test trouble takes cf-b/aes for no key of HMAC-SHA-256 (CKR_KEY_TYPE_INCONSISTENT):"
                            + " a generic secret of 256 bits or more is expected",
                    key);
        }
    }

    @Test
    void two_keys_of_one_label_are_told_by_it() throws Exception {
        TokenPlace twins = SoftHsm.place(SoftHsm.Token.TWINS, pin);
        SoftHsm.Desk other = new SoftHsm.Desk(twins);
        other.put("cf-b/one", SoftHsm.filled(1));
        other.putAgain("cf-b/one");
        token = new PskToken(twins, Duration.ofMinutes(1));

        fails(
                Reason.UNREACHABLE,
                "token test twins cannot be used: invalid KeyStore state:"
                        + " found multiple secret keys sharing same CKA_LABEL [cf-b/one]");
    }

    @Test
    void of_many_keys_the_one_with_the_first_id_is_offered() throws Exception {
        for (String id : new String[] {"zulu", "mike", "echo", "alpha", "tango", "bravo"}) {
            desk.put("cf-b/" + id, SoftHsm.filled(3));
        }
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            assertThat(key.id()).isEqualTo(new PskId("alpha"));
        }
    }

    @Test
    void other_objects_on_the_token_are_left_alone() throws Exception {
        for (String label : new String[] {"cf-b", "cf-b/", "/x", "cf-b/-", "disk key", "cf-b/a/b"}) {
            desk.put(label, SoftHsm.filled(3));
        }
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            assertThat(key.id()).isEqualTo(new PskId("one"));
        }
    }

    @Test
    void a_session_that_somebody_else_ended_is_begun_again() throws Exception {
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            desk.logOut();

            assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
        }
    }

    @Test
    void a_token_that_answers_is_used_in_one_session_however_often() throws Exception {
        try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
            assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
            long before = desk.nextHandle();
            for (int i = 0; i < 5; i++) {
                assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
            }

            assertThat(desk.nextHandle()).isEqualTo(before + 1);
        }
    }

    @Test
    void a_session_that_died_is_replaced_by_a_new_one_after_one_failure_at_most() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (SharedKey key = token.firstFor(BOB).orElseThrow()) {
                assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
                desk.endSessions();

                assertThat(catchThrowable(() -> PskDerivationTest.secret(key)))
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                once -> assertThat(once)
                                        .hasMessageStartingWith("token test trouble cannot be used: CKR_"));
                assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
            }
        }
    }

    private void fails(Reason reason, String told) {
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> token.firstFor(BOB));

        assertThat(failure).hasMessage(told);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    private static void fails(Reason reason, String told, SharedKey key) {
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> PskDerivationTest.secret(key));

        assertThat(failure).hasMessage(told);
        assertThat(failure.reason()).isEqualTo(reason);
    }
}
