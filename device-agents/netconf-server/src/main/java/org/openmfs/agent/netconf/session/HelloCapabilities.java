package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.netconf.server.api.monitoring.NetconfManagementSession;
import org.opendaylight.netconf.server.api.monitoring.NetconfMonitoringService;
import org.opendaylight.netconf.server.api.monitoring.SessionEvent;
import org.opendaylight.netconf.server.api.monitoring.SessionListener;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.Capabilities;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.CapabilitiesBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.Schemas;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.SchemasBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.Sessions;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.monitoring.rev101004.netconf.state.SessionsBuilder;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Tells OpenDaylight's server what to say in its hello. It asks for more, which the agent serves itself: those answers
 * are empty.
 */
final class HelloCapabilities implements NetconfMonitoringService, SessionListener {
    private final Capabilities capabilities;

    HelloCapabilities(Set<String> uris) {
        this.capabilities = new CapabilitiesBuilder()
                .setCapability(requireNonNull(uris).stream().map(Uri::new).collect(Collectors.toSet()))
                .build();
    }

    @Override
    public Capabilities getCapabilities() {
        return capabilities;
    }

    @Override
    public SessionListener getSessionListener() {
        return this;
    }

    @Override
    public Sessions getSessions() {
        return new SessionsBuilder().build();
    }

    @Override
    public Schemas getSchemas() {
        return new SchemasBuilder().build();
    }

    @Override
    public String getSchemaForCapability(String module, Optional<String> revision) {
        throw new IllegalStateException("get-schema is answered elsewhere");
    }

    @Override
    public Registration registerCapabilitiesListener(CapabilitiesListener listener) {
        return () -> {};
    }

    @Override
    public Registration registerSessionsListener(SessionsListener listener) {
        return () -> {};
    }

    @Override
    public void onSessionUp(NetconfManagementSession session) {}

    @Override
    public void onSessionDown(NetconfManagementSession session) {}

    @Override
    public void onSessionEvent(SessionEvent event) {}
}
