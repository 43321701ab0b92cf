package org.openmfs.karaf.controller;

import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.openmfs.karaf.composition.MdsalServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** MD-SAL's face for generated classes, as Karaf's services offer it. */
@Component(service = KarafBinding.class)
public final class KarafBinding {
    private final MdsalServices.Binding services;

    @Activate
    public KarafBinding(
            @Reference DataBroker data,
            @Reference RpcProviderService rpcs,
            @Reference NotificationPublishService notifications,
            @Reference AdapterContext context) {
        services = new MdsalServices.Binding(data, rpcs, notifications, context.currentSerializer());
    }

    MdsalServices.Binding services() {
        return services;
    }
}
