package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.opendaylight.netconf.api.NetconfTerminationReason;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.netconf.api.messages.RpcMessage;
import org.opendaylight.netconf.client.NetconfClientSession;
import org.opendaylight.netconf.client.NetconfClientSessionListener;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceModels;
import org.openmfs.southbound.netconf.xml.Names;
import org.openmfs.southbound.netconf.xml.RpcError;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/** One NETCONF session: requests and their answers, by message id, and the end of it all when an answer is overdue. */
public final class Link implements NetconfClientSessionListener, AutoCloseable {
    private final Device settings;
    private final DeviceId device;
    private final OurSessions ours;
    private final DeviceModels models;
    private final Duration patience;
    private final LinkListener listener;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, CompletableFuture<Element>> pending = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<String>> ended = new AtomicReference<>(Optional.empty());
    private volatile Optional<OurSession> own = Optional.empty();
    private volatile Optional<NetconfClientSession> session = Optional.empty();

    Link(Device settings, OurSessions ours, DeviceModels models, Duration patience, LinkListener listener) {
        this.settings = settings;
        this.device = settings.id();
        this.ours = ours;
        this.models = models;
        this.patience = patience;
        this.listener = listener;
    }

    public DeviceId device() {
        return device;
    }

    public DeviceProfile profile() {
        return DeviceProfile.of(connected().getServerCapabilities());
    }

    /** @throws SouthboundFailure {@code DEVICE_UNSUPPORTED} if no known model claims the device */
    public DeviceModel model() throws SouthboundFailure {
        return models.of(connected().getServerCapabilities())
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED,
                        device.value(),
                        "the device is of no model that is known here: " + String.join(", ", models.names())));
    }

    /** The device's number for this session. */
    public String sessionId() {
        return String.valueOf(session().number());
    }

    /** Whom the device knows us as. */
    public String user() {
        return settings.credential().user();
    }

    public OurSession session() {
        return own.orElseThrow(() -> new IllegalStateException("not connected yet"));
    }

    /** Our sessions before this one, oldest first; the device may not have noticed yet that they are over. */
    public List<OurSession> formers() {
        return ours.before(session());
    }

    /** Nothing is left of our sessions before this one. */
    public void formersAreOver() {
        ours.endedBefore(session());
    }

    private NetconfClientSession connected() {
        return session.orElseThrow(() -> new IllegalStateException("not connected yet"));
    }

    public boolean up() {
        return session.isPresent() && ended.get().isEmpty();
    }

    /**
     * The device's answer, without errors.
     *
     * @throws SouthboundFailure {@code DEVICE_REFUSED} by the device; {@code TIMED_OUT} or {@code DEVICE_UNREACHABLE}
     *     without an answer, and then it is not known whether the request was carried out
     */
    public Element request(Element operation) throws SouthboundFailure {
        String name = operation.getLocalName();
        Element reply = exchange(operation);
        Optional<RpcError> error = RpcError.in(device, reply);
        if (error.isPresent()) {
            throw error.get().refusal(device, name);
        }
        return reply;
    }

    /** The device's answer, whatever it is. */
    public Element exchange(Element operation) throws SouthboundFailure {
        String id = "mfs-" + requests.incrementAndGet();
        String name = operation.getLocalName();
        CompletableFuture<Element> answer = new CompletableFuture<>();
        pending.put(id, answer);
        try {
            send(RpcMessage.ofOperation(id, operation.getOwnerDocument()));
            Element reply = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            XmlTree.of(device, reply).requireBounded();
            return reply;
        } catch (TimeoutException e) {
            end("no answer to " + name + " within " + patience.toSeconds() + " s");
            throw failure(ReasonCode.TIMED_OUT);
        } catch (ExecutionException e) {
            throw failure(ReasonCode.DEVICE_UNREACHABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("given up while waiting for an answer to " + name);
            throw failure(ReasonCode.TIMED_OUT);
        } finally {
            pending.remove(id);
        }
    }

    private void send(RpcMessage message) throws SouthboundFailure {
        NetconfClientSession up = session.orElseThrow(() -> failure(ReasonCode.DEVICE_UNREACHABLE));
        if (ended.get().isPresent()) {
            throw failure(ReasonCode.DEVICE_UNREACHABLE);
        }
        up.sendMessage(message).addListener(sent -> {
            if (!sent.isSuccess()) {
                end("the request could not be sent");
            }
        });
    }

    private SouthboundFailure failure(ReasonCode code) {
        return new SouthboundFailure(code, device.value(), ended.get().orElse("no session"));
    }

    /** Ends the session; the device rolls back what was not confirmed and lets go of its locks. */
    @Override
    public void close() {
        end("closed by the manager");
    }

    void end(String why) {
        if (!ended.compareAndSet(Optional.empty(), Optional.of(why))) {
            return;
        }
        session.ifPresent(NetconfClientSession::close);
        pending.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException(why)));
        listener.ended(why);
    }

    @Override
    public void onSessionUp(NetconfClientSession up) {
        OurSession begun = new OurSession(up.sessionId().getValue().toJava(), System.nanoTime());
        own = Optional.of(begun);
        ours.began(begun);
        session = Optional.of(up);
        if (ended.get().isPresent()) {
            up.close();
        }
    }

    @Override
    public void onSessionDown(NetconfClientSession down, Exception cause) {
        end("the device ended the session");
    }

    @Override
    public void onSessionTerminated(NetconfClientSession down, NetconfTerminationReason reason) {
        end("the session was ended");
    }

    @Override
    public void onError(NetconfClientSession from, Exception failure) {
        end("the device sent something that is not NETCONF");
    }

    @Override
    public void onMessage(NetconfClientSession from, NetconfMessage message) {
        Element root = message.getDocument().getDocumentElement();
        if (Names.NOTIFICATION.equals(root.getNamespaceURI()) && "notification".equals(root.getLocalName())) {
            listener.notified(root);
            return;
        }
        CompletableFuture<Element> answer = pending.get(root.getAttribute("message-id"));
        if (answer != null) {
            answer.complete(root);
        } else if (root.getAttribute("message-id").isEmpty()) {
            end("the device answered no request of ours");
        }
    }
}
