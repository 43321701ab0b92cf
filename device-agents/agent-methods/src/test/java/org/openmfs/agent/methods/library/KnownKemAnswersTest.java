package org.openmfs.agent.methods.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.params.CMCEParameters;
import org.bouncycastle.crypto.params.FrodoKEMParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** BouncyCastle's KEMs, in the version that the build names, give the answers that their authors published. */
final class KnownKemAnswersTest {
    private static final int WHOLE_REQUEST = Integer.MAX_VALUE;
    private static final UnaryOperator<byte[]> AS_THEY_ARE = octets -> octets;

    static Stream<Arguments> hqc() {
        return Stream.of(
                Arguments.of("hqc-1", HQCParameters.hqc128, 8),
                Arguments.of("hqc-3", HQCParameters.hqc192, 5),
                Arguments.of("hqc-5", HQCParameters.hqc256, 1));
    }

    @ParameterizedTest
    @MethodSource
    void hqc(String name, HQCParameters set, int published) throws IOException {
        List<KnownAnswer> answers = KnownAnswer.of("hqc/" + name + ".rsp");

        assertThat(answers).hasSize(published);
        assertAnswers(LibraryKem.hqc(set), answers, ShakeRandom::new, AS_THEY_ARE);
    }

    static Stream<NTRUParameters> ntru() {
        return Stream.of(NTRUParameters.ntruhps2048677, NTRUParameters.ntruhps4096821, NTRUParameters.ntruhrss701);
    }

    @ParameterizedTest
    @MethodSource
    void ntru(NTRUParameters set) throws IOException {
        List<KnownAnswer> answers = KnownAnswer.of("ntru/" + set.getName() + ".rsp");

        assertThat(answers).hasSize(8);
        assertAnswers(LibraryKem.ntru(set), answers, seed -> new NistDrbg(seed, WHOLE_REQUEST), AS_THEY_ARE);
    }

    static Stream<Arguments> sntrup() {
        return Stream.of(
                Arguments.of(SNTRUPrimeParameters.sntrup761, 10), Arguments.of(SNTRUPrimeParameters.sntrup1277, 5));
    }

    @ParameterizedTest
    @MethodSource
    void sntrup(SNTRUPrimeParameters set, int published) throws IOException {
        assertSntrup(set, published, 1);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("sntrup")
    void every_answer_of_sntrup(SNTRUPrimeParameters set, int published) throws IOException {
        assertSntrup(set, published, published);
    }

    /** Its authors' program asks for the numbers of its small polynomials one by one, four octets each. */
    private static void assertSntrup(SNTRUPrimeParameters set, int published, int first) throws IOException {
        List<KnownAnswer> answers = KnownAnswer.of("sntrup/" + set.getName() + ".rsp");

        assertThat(answers).hasSize(published);
        assertAnswers(
                LibraryKem.sntrup(set),
                answers.subList(0, first),
                seed -> new NistDrbg(seed, Integer.BYTES),
                AS_THEY_ARE);
    }

    static Stream<FrodoKEMParameters> frodo() {
        return Stream.of(
                FrodoKEMParameters.frodokem976aes,
                FrodoKEMParameters.frodokem976shake,
                FrodoKEMParameters.frodokem1344aes,
                FrodoKEMParameters.frodokem1344shake,
                FrodoKEMParameters.efrodokem976aes,
                FrodoKEMParameters.efrodokem976shake,
                FrodoKEMParameters.efrodokem1344aes,
                FrodoKEMParameters.efrodokem1344shake);
    }

    @ParameterizedTest
    @MethodSource
    void frodo(FrodoKEMParameters set) throws IOException {
        assertFrodo(set, 1);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("frodo")
    void every_answer_of_frodo(FrodoKEMParameters set) throws IOException {
        assertFrodo(set, 25);
    }

    private static void assertFrodo(FrodoKEMParameters set, int first) throws IOException {
        String name = set.getName()
                .toUpperCase(Locale.ROOT)
                .replace("EFRODO", "eFRODO")
                .replaceFirst("FRODOKEM-?(\\d+)-?", "FrodoKEM-$1-");
        List<KnownAnswer> answers = KnownAnswer.of("frodokem/frodokem_kat.vec", name);

        assertThat(answers).describedAs(name).hasSize(25);
        assertAnswers(
                LibraryKem.frodo(set),
                answers.subList(0, first),
                seed -> new NistDrbg(seed, WHOLE_REQUEST),
                octets -> shake256(octets, 16));
    }

    static Stream<CMCEParameters> fewMcEliece() {
        return Stream.of(CMCEParameters.mceliece460896f);
    }

    static Stream<CMCEParameters> everyMcEliece() {
        return Stream.of(
                CMCEParameters.mceliece460896,
                CMCEParameters.mceliece460896f,
                CMCEParameters.mceliece6688128,
                CMCEParameters.mceliece6688128f,
                CMCEParameters.mceliece6688128pc,
                CMCEParameters.mceliece6688128pcf,
                CMCEParameters.mceliece6960119,
                CMCEParameters.mceliece6960119f,
                CMCEParameters.mceliece6960119pc,
                CMCEParameters.mceliece6960119pcf,
                CMCEParameters.mceliece8192128,
                CMCEParameters.mceliece8192128f,
                CMCEParameters.mceliece8192128pc,
                CMCEParameters.mceliece8192128pcf);
    }

    @ParameterizedTest
    @MethodSource("fewMcEliece")
    void mcEliece(CMCEParameters set) throws IOException {
        assertMcEliece(set);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("everyMcEliece")
    void every_answer_of_mcEliece(CMCEParameters set) throws IOException {
        assertMcEliece(set);
    }

    private static void assertMcEliece(CMCEParameters set) throws IOException {
        String name = set.getName().replaceAll("\\D*(\\d+)-?(\\w*)$", "$1$2");
        List<KnownAnswer> answers = KnownAnswer.of("mceliece/cmce_kat_hashed.vec", name);

        assertThat(answers).describedAs(name).hasSize(1);
        KnownAnswer answer = answers.getFirst();
        SecureRandom random = new NistDrbg(answer.octets("seed"), WHOLE_REQUEST);
        assertAnswer(LibraryKem.mcEliece(set), answer, random, octets -> shake256(octets, 64), AS_THEY_ARE);
    }

    static Stream<Arguments> garbledMcEliece() {
        return Stream.of(
                Arguments.of(CMCEParameters.mceliece6688128pcf, "ct_invalid", "ss_invalid"),
                Arguments.of(CMCEParameters.mceliece6688128pcf, "ct_invalid_c1", "ss_invalid_c1"));
    }

    /** It rejects implicitly: another secret, and no error. */
    @ParameterizedTest
    @MethodSource("garbledMcEliece")
    void a_garbled_ciphertext_of_mcEliece_yields_the_published_other_secret(
            CMCEParameters set, String ciphertext, String secret) throws IOException {
        KnownAnswer answer =
                KnownAnswer.of("mceliece/cmce_negative.vec", "6688128pcf").getFirst();
        LibraryKem kem = LibraryKem.mcEliece(set);
        AsymmetricCipherKeyPair pair = kem.pairs().apply(new NistDrbg(answer.octets("seed"), WHOLE_REQUEST));

        assertThat(kem.extractors().apply(pair.getPrivate()).extractSecret(answer.octets(ciphertext)))
                .isEqualTo(answer.octets(secret));
    }

    private static void assertAnswers(
            LibraryKem kem,
            List<KnownAnswer> answers,
            Function<byte[], SecureRandom> randoms,
            UnaryOperator<byte[]> shown) {
        for (KnownAnswer answer : answers) {
            assertAnswer(kem, answer, randoms.apply(answer.octets("seed")), shown, shown);
        }
    }

    private static void assertAnswer(
            LibraryKem kem,
            KnownAnswer answer,
            SecureRandom random,
            UnaryOperator<byte[]> key,
            UnaryOperator<byte[]> ciphertext) {
        AsymmetricCipherKeyPair pair = kem.pairs().apply(random);
        SecretWithEncapsulation made = kem.encapsulators().apply(random).generateEncapsulated(pair.getPublic());

        assertThat(key.apply(kem.publicKey().apply(pair.getPublic())))
                .describedAs("public key")
                .isEqualTo(answer.octets("pk"));
        assertThat(key.apply(kem.privateKey().apply(pair.getPrivate())))
                .describedAs("private key")
                .isEqualTo(answer.octets("sk"));
        assertThat(ciphertext.apply(made.getEncapsulation()))
                .describedAs("ciphertext")
                .isEqualTo(answer.octets("ct"));
        assertThat(made.getSecret()).describedAs("secret").isEqualTo(answer.octets("ss"));
        assertThat(kem.extractors().apply(pair.getPrivate()).extractSecret(made.getEncapsulation()))
                .describedAs("secret, opened")
                .isEqualTo(answer.octets("ss"));
    }

    private static byte[] shake256(byte[] octets, int length) {
        SHAKEDigest digest = new SHAKEDigest(256);
        digest.update(octets, 0, octets.length);
        byte[] out = new byte[length];
        digest.doFinal(out, 0, length);
        return out;
    }
}
