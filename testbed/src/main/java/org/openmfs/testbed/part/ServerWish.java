package org.openmfs.testbed.part;

import java.util.List;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.ServerCertificate;

/**
 * What the certificate of one server shall be like.
 *
 * @param names whom a good one names
 */
public record ServerWish(Names names, ServerCertificate certificate) {
    private static final String NOBODYS_DOMAIN = ".testbed.example";

    /** Whom the certificate names in fact. */
    public Names namesShown() {
        String cn = names.commonName();
        return switch (certificate) {
            case GOOD, EXPIRED, UNKNOWN_AUTHORITY -> names;
            case URI_ONLY -> new Names(cn, names.uris(), List.of());
            case DNS_ONLY -> new Names(cn, List.of(), List.of(cn + NOBODYS_DOMAIN));
            case COMMON_NAME_ONLY -> new Names(cn, List.of(), List.of());
            case WRONG_NAME ->
                new Names("somebody-else", List.of("urn:mfs:kme:somebody-else"), List.of("somebody" + NOBODYS_DOMAIN));
        };
    }

    /** The one name by which a client can know the server: its URI, or what there is instead. */
    public String nameShown() {
        Names shown = namesShown();
        return !shown.uris().isEmpty()
                ? shown.uris().getFirst()
                : shown.hosts().isEmpty() ? shown.commonName() : shown.hosts().getFirst();
    }

    public ServerWish with(ServerCertificate other) {
        return new ServerWish(names, other);
    }
}
