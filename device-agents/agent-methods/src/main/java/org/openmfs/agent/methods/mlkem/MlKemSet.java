package org.openmfs.agent.methods.mlkem;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Reliance;

/** The parameter sets of FIPS 203, section 8, that this CF offers; lengths in octets (FIPS 203, table 3). */
public enum MlKemSet {
    ML_KEM_768("ML-KEM-768", 3, 1184, 1088, "02"),
    ML_KEM_1024("ML-KEM-1024", 5, 1568, 1568, "03");

    /** Length of the secret of every set. */
    static final KeyLength SECRET = KeyLength.bits(256);

    private static final int BIT_STRING_HEADER = 5;
    private static final String SEQUENCE = "3082%04x";
    private static final String ALGORITHM = "300b06096086480165030404";
    private static final String BIT_STRING = "0382%04x00";

    private final String algorithm;
    private final int category;
    private final int keyOctets;
    private final int ciphertextOctets;
    private final byte[] header;

    MlKemSet(String algorithm, int category, int keyOctets, int ciphertextOctets, String oidEnd) {
        this.algorithm = algorithm;
        this.category = category;
        this.keyOctets = keyOctets;
        this.ciphertextOctets = ciphertextOctets;
        String identifier = ALGORITHM + oidEnd;
        int content = identifier.length() / 2 + BIT_STRING_HEADER + keyOctets;
        this.header =
                HexFormat.of().parseHex(SEQUENCE.formatted(content) + identifier + BIT_STRING.formatted(keyOctets + 1));
    }

    /** The id of the method with these parameters. */
    public MethodId id() {
        return new MethodId(algorithm.toLowerCase(Locale.ROOT));
    }

    MethodDescription description() {
        return MethodDescription.of(id(), new Reliance(Ground.STRUCTURED_LATTICE, category, "FIPS 203"), SECRET);
    }

    String algorithm() {
        return algorithm;
    }

    int keyOctets() {
        return keyOctets;
    }

    int ciphertextOctets() {
        return ciphertextOctets;
    }

    /** The DER form of a SubjectPublicKeyInfo (RFC 9935) around an encapsulation key as FIPS 203 encodes it. */
    byte[] subjectPublicKey(byte[] encapsulationKey) {
        return ByteBuffer.allocate(header.length + keyOctets)
                .put(header)
                .put(encapsulationKey)
                .array();
    }

    /** The encapsulation key as FIPS 203 encodes it, out of a SubjectPublicKeyInfo. */
    byte[] encapsulationKey(byte[] subjectPublicKey) {
        ByteBuffer encoded = ByteBuffer.wrap(subjectPublicKey);
        if (subjectPublicKey.length != header.length + keyOctets
                || !encoded.slice(0, header.length).equals(ByteBuffer.wrap(header))) {
            throw new IllegalStateException("the key pair made is not one of " + algorithm);
        }
        byte[] key = new byte[keyOctets];
        encoded.get(header.length, key);
        return key;
    }
}
