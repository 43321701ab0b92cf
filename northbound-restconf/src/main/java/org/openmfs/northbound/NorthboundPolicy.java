package org.openmfs.northbound;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.write.ConfigurationStore;

/**
 * What the controller says about its north side.
 *
 * @param http where it listens
 * @param users who may come in
 * @param checks asked before each change of the configuration
 * @param credentials secrets that no read returns and that follow to no other side
 * @param harmlessOperations what a viewer may invoke, as {@code module:name}
 * @param events names of the notifications that the stream {@code mfs-events} carries
 * @param patience how long the datastore may take before a client is told that it does not answer; usually
 *     {@link ConfigurationStore#PATIENCE}
 * @param fleet what is counted at {@code /metrics}
 * @param certificateAlarms hears, once a day, that the certificate served over TLS ends within a week, and that
 *     it was renewed
 * @param audit what writes, logins and refusals are told to
 */
public record NorthboundPolicy(
        HttpSettings http,
        UserFile users,
        List<RequestCheck> checks,
        List<Credential> credentials,
        Set<String> harmlessOperations,
        Set<QName> events,
        Duration patience,
        Supplier<FleetSummary> fleet,
        Consumer<CertificateEnd> certificateAlarms,
        AuditTrail audit) {
    public NorthboundPolicy {
        checks = List.copyOf(checks);
        credentials = List.copyOf(credentials);
        harmlessOperations = Set.copyOf(harmlessOperations);
        events = Set.copyOf(events);
    }
}
