package org.openmfs.karaf.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Sessions at Karaf's SSH server, whose own attributes no command reaches. */
record SshSessions(BundleContext bundles) implements Supplier<List<ConsoleSessions.Open>> {
    @Override
    public List<ConsoleSessions.Open> get() {
        List<ConsoleSessions.Open> open = new ArrayList<>();
        try {
            for (ServiceReference<SshServer> reference : bundles.getServiceReferences(SshServer.class, null)) {
                Optional.ofNullable(bundles.getService(reference))
                        .ifPresent(server -> server.getActiveSessions().forEach(session -> open.add(new Ssh(session))));
                bundles.ungetService(reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
        return open;
    }

    private record Ssh(AbstractSession session) implements ConsoleSessions.Open {
        @Override
        public Optional<Subject> subject() {
            return session.attributeKeys().stream()
                    .map(session::getAttribute)
                    .filter(Subject.class::isInstance)
                    .map(Subject.class::cast)
                    .findFirst();
        }

        @Override
        public void end() {
            session.close(true);
        }
    }
}
