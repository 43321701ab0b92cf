package org.openmfs.karaf.composition;

import java.util.List;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Managers;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.check.Credential;

/**
 * How the controller shows devices and managers who it is: where its passwords and tokens are, and for whom each is meant.
 * This is the one place that says so: RESTCONF reads no secret of this list back and keeps it for the same side alone, and
 * a backup seals it together with what the leaves hold that it is bound to. A secret leaf is an entry here, a leaf that says
 * who the other side is stands among those of its entry; nothing else needs to be told.
 */
public final class Credentials {
    public static final List<Credential> ALL = List.of(
            password(Devices.QNAME, Device.QNAME, "host", "port", "host-key"),
            password(Managers.QNAME, Manager.QNAME, "address", "certificate-authority"),
            credential(Managers.QNAME, Manager.QNAME, "bearer-token", "id", "address", "certificate-authority"));

    private Credentials() {}

    private static Credential password(QName container, QName list, String... side) {
        return credential(container, list, "password", "user", side);
    }

    private static Credential credential(QName container, QName list, String secret, String user, String... side) {
        return new Credential(
                container,
                list,
                QName.create(list, secret),
                QName.create(list, secret + "-set"),
                QName.create(list, user),
                List.of(side).stream().map(leaf -> QName.create(list, leaf)).toList());
    }
}
