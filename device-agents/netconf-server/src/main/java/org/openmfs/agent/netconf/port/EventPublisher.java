package org.openmfs.agent.netconf.port;

import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Sends the agent's notifications to the sessions that subscribed to stream NETCONF (RFC 5277). */
@FunctionalInterface
public interface EventPublisher {
    /**
     * Sends one top-level notification of the model, with the time of this call. Never waits: a session that does not
     * read is closed instead.
     *
     * @param notification its content, under the notification's own name
     */
    void publish(ContainerNode notification);
}
