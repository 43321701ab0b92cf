package org.openmfs.southbound.qkdn;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
    private final Pace pace;
    /** What we gave it and did not take away again. */
    private final Set<UUID> written = ConcurrentHashMap.newKeySet();

    private final AtomicLong requests = new AtomicLong();
    private long newest;
    private volatile Optional<EventFollower> follower = Optional.empty();
    private volatile Optional<NodePicture> last = Optional.empty();

    /** @param passedOver takes up what of the node's answers could not be made out and is not needed */
    QkdNode(RestconfClient client, PassedOver passedOver, Pace pace) {
        this.client = client;
        this.passedOver = passedOver;
        this.pace = pace;
    }

    /** @param events hears of every notification from now on, on a thread of its own */
    void follow(Consumer<String> events) {
        follower = Optional.of(new EventFollower(client, events, pace));
    }

    String address() {
        return client.address();
    }

    /** What the node said last; empty if it never answered. */
    Optional<NodePicture> last() {
        return last;
    }

    /** What the node says now. */
    NodePicture read() throws SouthboundFailure {
        long request = requests.incrementAndGet();
        NodePicture answer = heeded();
        remember(request, answer);
        return answer;
    }

    private NodePicture heeded() throws SouthboundFailure {
        try {
            NodePicture answer = readOnce();
            follower.ifPresent(events -> events.heed(true));
            return answer;
        } catch (SouthboundFailure failed) {
            follower.ifPresent(events -> events.heed(false));
            throw failed;
        }
    }

    private NodePicture readOnce() throws SouthboundFailure {
        return client.read(ROOT, NodePicture::of).orElseThrow(() -> client.refusal("no qkd_node at this address"));
    }

    /** Of several who ask at a time, the answer that was asked for last counts. */
    private synchronized void remember(long request, NodePicture answer) {
        if (request > newest) {
            newest = request;
            last = Optional.of(answer.remembered());
            passedOver.in(client.address(), answer.passedOver());
        }
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
        follower.ifPresent(EventFollower::close);
    }
}
