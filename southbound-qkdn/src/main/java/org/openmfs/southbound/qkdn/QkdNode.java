package org.openmfs.southbound.qkdn;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.event.EventFollower;
import org.openmfs.southbound.http.session.PassedOver;

/** One SD-QKD node over RESTCONF: reads its picture, writes its entries, follows its notifications. */
final class QkdNode implements AutoCloseable {
    private static final String ROOT = "/data/etsi-qkd-sdn-node:qkd_node";

    private final RestconfClient client;
    private final PassedOver passedOver;
    private final EventFollower follower;
    /** What we gave it and did not take away again. */
    private final Set<UUID> written = ConcurrentHashMap.newKeySet();

    private volatile Optional<NodePicture> last = Optional.empty();

    /**
     * @param passedOver takes up what of the node's answers could not be made out and is not needed
     * @param events hears of every notification, on a thread of its own
     */
    QkdNode(RestconfClient client, PassedOver passedOver, Consumer<String> events, Pace pace) {
        this.client = client;
        this.passedOver = passedOver;
        follower = new EventFollower(client, events, pace);
    }

    /** What the node said last; empty if it never answered. */
    Optional<NodePicture> last() {
        return last;
    }

    NodePicture read() throws SouthboundFailure {
        follower.heeding(this::readOnce);
        return last.orElseThrow();
    }

    private void readOnce() throws SouthboundFailure {
        NodePicture picture =
                client.read(ROOT, NodePicture::of).orElseThrow(() -> client.refusal("no qkd_node at this address"));
        last = Optional.of(picture);
        passedOver.in(client.address(), picture.passedOver());
    }

    /** Whether it may have entries of the association: it was found with them, was given some, or never answered. */
    boolean mayHold(AssociationId association) {
        Set<UUID> ours = Set.of(KeyLinkEntries.applicationId(association), KeyLinkEntries.virtualLinkId(association));
        Optional<NodePicture> known = last;
        return known.isEmpty()
                || ours.stream()
                        .anyMatch(id ->
                                written.contains(id) || known.get().entries().contains(id));
    }

    void putApplication(UUID id, String entry) throws SouthboundFailure {
        written.add(id);
        client.put(application(id), entry);
    }

    void putLink(UUID id, String entry) throws SouthboundFailure {
        written.add(id);
        client.put(link(id), entry);
    }

    void deleteApplication(UUID id) throws SouthboundFailure {
        client.delete(application(id));
        written.remove(id);
    }

    void deleteLink(UUID id) throws SouthboundFailure {
        client.delete(link(id));
        written.remove(id);
    }

    /** Of these it was found to have none, whatever it was given. */
    void lacks(Set<UUID> ids) {
        written.removeAll(ids);
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
