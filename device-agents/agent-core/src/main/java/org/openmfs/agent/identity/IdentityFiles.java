package org.openmfs.agent.identity;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was read of this CF's certificates and key, to be checked before it is used.
 *
 * @param certificateFile where the certificates lie
 * @param keyFile where the key lies, the same file for PKCS #12
 * @param chain this CF's certificate, then those between it and its authority
 */
public record IdentityFiles(Path certificateFile, Path keyFile, List<X509Certificate> chain, PrivateKey key) {
    /** Kind and length of the message, length of the context, length of the list. */
    private static final int MESSAGE_OCTETS = 8;
    /** Length of the certificate, length of its extensions. */
    private static final int CERTIFICATE_OCTETS = 5;

    public IdentityFiles {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(certificateFile + " holds no certificate");
        }
    }

    /** How long each certificate lasts. */
    public List<CertificateLife> lives() {
        return chain.stream()
                .map(certificate -> CertificateLife.of(certificateFile, certificate))
                .toList();
    }

    /** How long the TLS 1.3 message is that holds the chain (RFC 8446, 4.4.2), without extensions of certificates. */
    public int handshakeOctets() throws CertificateEncodingException {
        int octets = MESSAGE_OCTETS;
        for (X509Certificate certificate : chain) {
            octets += CERTIFICATE_OCTETS + certificate.getEncoded().length;
        }
        return octets;
    }

    /**
     * What makes these files no identity, one line each that names the file; none if all is well.
     *
     * @param provider knows the key's algorithm
     */
    public List<String> faults(Provider provider, Instant now) {
        return faults(new Proof(algorithm -> Signature.getInstance(algorithm, provider)), now);
    }

    /** As {@link #faults(Provider, Instant)}, for keys that the JDK knows. */
    public List<String> faults(Instant now) {
        return faults(new Proof(Signature::getInstance), now);
    }

    private List<String> faults(Proof proof, Instant now) {
        List<String> faults = new ArrayList<>();
        if (!proof.holds(chain.getFirst().getPublicKey(), key)) {
            faults.add(keyFile + ": the key does not belong to the certificate in " + certificateFile);
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!ChainFault.issued(chain.get(i), chain.get(i - 1))) {
                faults.add(certificateFile + ": certificate " + (i + 1) + " is not the issuer of certificate " + i
                        + "; expected this CF's certificate first, then each one's issuer");
            }
        }
        lives().stream().filter(life -> life.stage(now).unusable()).forEach(life -> faults.add(life.text(now)));
        return faults;
    }

    /** What is wrong with where the chain ends, if it does not end at one of the authorities. */
    public Optional<String> origin(List<X509Certificate> authorities, Path authorityFile) {
        String name = chain.getFirst().getSubjectX500Principal().getName();
        return ChainFault.origin(name, chain.getLast(), authorities)
                .map(text -> certificateFile + ": " + text + "; " + authorityFile + " does not hold it");
    }
}
