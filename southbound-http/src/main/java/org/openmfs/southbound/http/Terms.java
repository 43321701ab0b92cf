package org.openmfs.southbound.http;

import java.net.URI;
import java.time.InstantSource;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.southbound.http.identity.ClientIdentities;

/**
 * On what terms managers are spoken to.
 *
 * @param pace how often each is asked
 * @param identities what can be shown to those that ask for a certificate
 */
public record Terms(InstantSource clock, Pace pace, ClientIdentities identities) {
    /**
     * A client of one of the manager's addresses.
     *
     * @throws IllegalArgumentException if what is configured cannot be used; the message is for an operator
     */
    public RestconfClient client(ManagedNetwork manager, URI address) {
        ManagerTls tls =
                new ManagerTls(manager.authority(), manager.access().identity().map(identities::of));
        return new RestconfClient(
                manager.id().value(), address, tls, manager.access().login(), Refusals.during(pace.refused()));
    }
}
