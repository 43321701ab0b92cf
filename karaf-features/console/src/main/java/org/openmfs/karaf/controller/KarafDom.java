package org.openmfs.karaf.controller;

import org.opendaylight.mdsal.dom.api.DOMActionService;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMMountPointService;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.openmfs.karaf.composition.MdsalServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** MD-SAL's face for data of any model, as Karaf's services offer it. */
@Component(service = KarafDom.class)
public final class KarafDom {
    private final MdsalServices.Dom services;

    @Activate
    public KarafDom(
            @Reference DOMSchemaService schemas,
            @Reference DOMDataBroker data,
            @Reference DOMRpcService rpcs,
            @Reference DOMActionService actions,
            @Reference DOMMountPointService mountPoints,
            @Reference DOMNotificationService notifications) {
        services = new MdsalServices.Dom(schemas, data, rpcs, actions, mountPoints, notifications);
    }

    MdsalServices.Dom services() {
        return services;
    }
}
