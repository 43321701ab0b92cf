package org.openmfs.testbed.qkd;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.openmfs.testbed.topology.QkdPlan;

/** Which SAEs there are, and how a KME recognises them. */
final class SaeDirectory {
    private static final int URI_NAME = 6;
    private final QkdPlan.SaeIdSource source;
    private final List<QkdPlan.Sae> saes;

    SaeDirectory(QkdPlan plan) {
        this.source = plan.saeIdSource();
        this.saes = plan.saes();
    }

    String id(QkdPlan.Sae sae) {
        return sae.id(source);
    }

    /** By the id that stands in the URLs of ETSI GS QKD 014. */
    Optional<QkdPlan.Sae> byId(String saeId) {
        return saes.stream().filter(sae -> id(sae).equals(saeId)).findAny();
    }

    /** By what its certificate says. */
    Optional<QkdPlan.Sae> byCertificate(X509Certificate certificate) {
        Stream<String> names = switch (source) {
            case SAN_URI -> uris(certificate);
            case CN -> commonName(certificate);
        };
        return names.flatMap(name -> byId(name).stream()).findFirst();
    }

    /** An application may name an SAE by its URI or by its id. */
    boolean means(String appMember, QkdPlan.Sae sae) {
        return appMember.equals(sae.uri()) || appMember.equals(id(sae));
    }

    private static Stream<String> uris(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(URI_NAME))
                            .map(name -> (String) name.get(1));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> rdn.getValue().toString());
        } catch (InvalidNameException e) {
            return Stream.empty();
        }
    }
}
