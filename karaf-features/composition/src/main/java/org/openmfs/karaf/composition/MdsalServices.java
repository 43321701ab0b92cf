package org.openmfs.karaf.composition;

import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.dom.api.DOMActionService;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMMountPointService;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.binding.data.codec.api.BindingNormalizedNodeSerializer;

/** What MD-SAL offers to the controller: the same in Karaf and embedded. */
public record MdsalServices(Binding binding, Dom dom) {
    /** The face for classes generated from YANG. */
    public record Binding(
            DataBroker data,
            RpcProviderService rpcs,
            NotificationPublishService notifications,
            BindingNormalizedNodeSerializer serializer) {}

    /** The face for data of any model. */
    public record Dom(
            DOMSchemaService schemas,
            DOMDataBroker data,
            DOMRpcService rpcs,
            DOMActionService actions,
            DOMMountPointService mountPoints,
            DOMNotificationService notifications) {}
}
