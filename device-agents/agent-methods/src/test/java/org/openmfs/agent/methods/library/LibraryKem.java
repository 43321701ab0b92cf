package org.openmfs.agent.methods.library;

import java.security.SecureRandom;
import java.util.function.Function;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.EncapsulatedSecretExtractor;
import org.bouncycastle.crypto.EncapsulatedSecretGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.generators.CMCEKeyPairGenerator;
import org.bouncycastle.crypto.generators.FrodoKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.CMCEKEMExtractor;
import org.bouncycastle.crypto.kems.CMCEKEMGenerator;
import org.bouncycastle.crypto.kems.FrodoKEMExtractor;
import org.bouncycastle.crypto.kems.FrodoKEMGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.CMCEKeyGenerationParameters;
import org.bouncycastle.crypto.params.CMCEParameters;
import org.bouncycastle.crypto.params.CMCEPrivateKeyParameters;
import org.bouncycastle.crypto.params.CMCEPublicKeyParameters;
import org.bouncycastle.crypto.params.FrodoKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.FrodoKEMParameters;
import org.bouncycastle.crypto.params.FrodoKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.FrodoKEMPublicKeyParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMExtractor;
import org.bouncycastle.pqc.crypto.hqc.HQCKEMGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCKeyPairGenerator;
import org.bouncycastle.pqc.crypto.hqc.HQCParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.hqc.HQCPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUKEMExtractor;
import org.bouncycastle.pqc.crypto.ntru.NTRUKEMGenerator;
import org.bouncycastle.pqc.crypto.ntru.NTRUKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntru.NTRUParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntru.NTRUPublicKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePublicKeyParameters;

/**
 * One KEM of BouncyCastle, whose classes have no interface for what all of them do.
 *
 * @param pairs makes a key pair
 * @param encapsulators makes and hides a secret
 * @param extractors opens it
 * @param publicKey its octets
 * @param privateKey its octets
 */
record LibraryKem(
        Function<SecureRandom, AsymmetricCipherKeyPair> pairs,
        Function<SecureRandom, EncapsulatedSecretGenerator> encapsulators,
        Function<AsymmetricKeyParameter, EncapsulatedSecretExtractor> extractors,
        Function<AsymmetricKeyParameter, byte[]> publicKey,
        Function<AsymmetricKeyParameter, byte[]> privateKey) {

    static LibraryKem hqc(HQCParameters set) {
        return new LibraryKem(
                random -> pair(new HQCKeyPairGenerator(), new HQCKeyGenerationParameters(random, set)),
                HQCKEMGenerator::new,
                key -> new HQCKEMExtractor((HQCPrivateKeyParameters) key),
                key -> ((HQCPublicKeyParameters) key).getEncoded(),
                key -> ((HQCPrivateKeyParameters) key).getEncoded());
    }

    static LibraryKem frodo(FrodoKEMParameters set) {
        return new LibraryKem(
                random -> pair(new FrodoKEMKeyPairGenerator(), new FrodoKEMKeyGenerationParameters(random, set)),
                FrodoKEMGenerator::new,
                key -> new FrodoKEMExtractor((FrodoKEMPrivateKeyParameters) key),
                key -> ((FrodoKEMPublicKeyParameters) key).getEncoded(),
                key -> ((FrodoKEMPrivateKeyParameters) key).getEncoded());
    }

    static LibraryKem mcEliece(CMCEParameters set) {
        return new LibraryKem(
                random -> pair(new CMCEKeyPairGenerator(), new CMCEKeyGenerationParameters(random, set)),
                CMCEKEMGenerator::new,
                key -> new CMCEKEMExtractor((CMCEPrivateKeyParameters) key),
                key -> ((CMCEPublicKeyParameters) key).getEncoded(),
                key -> ((CMCEPrivateKeyParameters) key).getEncoded());
    }

    static LibraryKem ntru(NTRUParameters set) {
        return new LibraryKem(
                random -> pair(new NTRUKeyPairGenerator(), new NTRUKeyGenerationParameters(random, set)),
                NTRUKEMGenerator::new,
                key -> new NTRUKEMExtractor((NTRUPrivateKeyParameters) key),
                key -> ((NTRUPublicKeyParameters) key).getEncoded(),
                key -> ((NTRUPrivateKeyParameters) key).getEncoded());
    }

    static LibraryKem sntrup(SNTRUPrimeParameters set) {
        return new LibraryKem(
                random -> pair(new SNTRUPrimeKeyPairGenerator(), new SNTRUPrimeKeyGenerationParameters(random, set)),
                SNTRUPrimeKEMGenerator::new,
                key -> new SNTRUPrimeKEMExtractor((SNTRUPrimePrivateKeyParameters) key),
                key -> ((SNTRUPrimePublicKeyParameters) key).getEncoded(),
                key -> ((SNTRUPrimePrivateKeyParameters) key).getEncoded());
    }

    private static AsymmetricCipherKeyPair pair(
            AsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters settings) {
        generator.init(settings);
        return generator.generateKeyPair();
    }
}
