package org.openmfs.southbound.qkdn;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.controller.spi.restconf.EventFollower;
import org.openmfs.controller.spi.restconf.RestconfClient;

/** One SD-QKD node over RESTCONF: reads its picture, writes its entries, follows its notifications. */
final class QkdNode implements AutoCloseable {
    private static final String ROOT = "/data/etsi-qkd-sdn-node:qkd_node";

    private final ManagerId manager;
    private final RestconfClient client;
    private final EventFollower follower;
    private volatile Optional<NodePicture> last = Optional.empty();

    /**
     * @param events hears of every notification, on a thread of its own
     */
    QkdNode(ManagerId manager, RestconfClient client, Consumer<String> events) {
        this.manager = manager;
        this.client = client;
        follower = new EventFollower(client, events);
    }

    /** What the node said last; empty if it never answered. */
    Optional<NodePicture> last() {
        return last;
    }

    NodePicture read() throws SouthboundFailure {
        String json = client.get(ROOT)
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.MANAGER_REFUSED, manager.value(), "no qkd_node at this address"));
        try {
            NodePicture picture = NodePicture.parse(json);
            last = Optional.of(picture);
            return picture;
        } catch (IllegalArgumentException wrong) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, manager.value(), wrong.getMessage());
        }
    }

    void putApplication(UUID id, String entry) throws SouthboundFailure {
        client.put(application(id), entry);
    }

    void putLink(UUID id, String entry) throws SouthboundFailure {
        client.put(link(id), entry);
    }

    void deleteApplication(UUID id) throws SouthboundFailure {
        client.delete(application(id));
    }

    void deleteLink(UUID id) throws SouthboundFailure {
        client.delete(link(id));
    }

    private static String application(UUID id) {
        return ROOT + "/qkd_applications/qkd_app=" + id;
    }

    private static String link(UUID id) {
        return ROOT + "/qkd_links/qkd_link=" + id;
    }

    @Override
    public void close() {
        follower.close();
    }
}
