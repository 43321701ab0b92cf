package org.openmfs.agent.netconf.device;

import org.opendaylight.yang.svc.v1.urn.openmfs.yang.mfs.agent.rev261129.YangModuleInfoImpl;
import org.opendaylight.yangtools.binding.meta.YangModuleInfo;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;

/** Names of YANG module mfs-agent. */
final class Mfs {
    private static final QNameModule AGENT =
            YangModuleInfoImpl.getInstance().getName().getModule();

    private Mfs() {}

    /** The module that an agent serves, with what it imports. */
    static YangModuleInfo module() {
        return YangModuleInfoImpl.getInstance();
    }

    static QName name(String local) {
        return QName.create(AGENT, local);
    }

    static NodeIdentifier node(String local) {
        return NodeIdentifier.create(name(local));
    }
}
