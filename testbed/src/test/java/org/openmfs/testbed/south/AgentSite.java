package org.openmfs.testbed.south;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcCall;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.port.StateSource;
import org.openmfs.agent.netconf.server.AgentServer;
import org.openmfs.agent.netconf.server.ServerSettings;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceSite;

/** Our agent's NETCONF server with a CF behind it that does nothing but remember what it was told. */
final class AgentSite implements DeviceSite, ConfigurationSink, StateSource {
    private final String name;
    private final Path folder;
    private final List<AssociationId> rekeyed = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Configuration running = Configuration.EMPTY;
    private volatile boolean refuses;
    private volatile boolean stalls;
    private AgentServer server;
    private int port;

    AgentSite(String name) {
        this.name = name;
        try {
            folder = Files.createTempDirectory("agent-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        comeBack();
    }

    @Override
    public void comeBack() {
        RpcHandlers rpcs = new RpcHandlers(Map.of(AgentText.name("rekey"), this::rekey));
        server = new AgentServer(ServerSettings.onLoopback(port, folder), AgentText.MODEL, this, this, rpcs);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.port();
    }

    @Override
    public void goDown() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Device settings() {
        ServerSettings settings = ServerSettings.onLoopback(port, folder);
        try {
            String password = Files.readString(settings.passwordFile()).strip();
            return new Device(
                    new DeviceId(name),
                    "127.0.0.1",
                    port,
                    server.fingerprint(),
                    new Credential(settings.user().name(), password),
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void validate(Configuration next) throws RequestRefused {
        if (stalls) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (refuses) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, "there is no such Enc/Dec");
        }
    }

    @Override
    public void apply(Configuration next) {
        if (!next.equals(running)) {
            running = next;
            changes.incrementAndGet();
        }
    }

    @Override
    public Collection<? extends DataContainerChild> read() {
        return List.of(AgentText.node("agent", """
                        <state><cf>%s</cf><peer-host>127.0.0.1</peer-host><peer-port>7000</peer-port>
                          <method><id>ml-kem-1024</id><ground>structured-lattice</ground><category>5</category></method>
                          <enc-dec><name>macsec0</name><kind>macsec-simulated</kind></enc-dec></state>""".formatted(name)));
    }

    private Optional<ContainerNode> rekey(RpcCall call) throws RequestRefused {
        String association = String.valueOf(call.input()
                .getChildByArg(NodeIdentifier.create(AgentText.name("association")))
                .body());
        if (!AgentText.ids(running, "association").contains(association)) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, "there is no such association");
        }
        rekeyed.add(new AssociationId(association));
        return Optional.empty();
    }

    @Override
    public void refuseChanges(boolean refuse) {
        refuses = refuse;
    }

    @Override
    public void stall() {
        stalls = true;
    }

    @Override
    public Set<AssociationId> associations() {
        return AgentText.ids(running, "association").stream()
                .map(AssociationId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<CfId> peers() {
        return AgentText.ids(running, "peer").stream().map(CfId::new).collect(Collectors.toSet());
    }

    @Override
    public int changes() {
        return changes.get();
    }

    @Override
    public List<AssociationId> rekeyed() {
        return List.copyOf(rekeyed);
    }

    @Override
    public OptionalInt logins() {
        return OptionalInt.empty();
    }

    @Override
    public void publish(AssociationStatus status) {
        String phase = status.phase().name().toLowerCase(Locale.ROOT);
        String content = leaf("association", status.id()) + leaf("phase", phase) + leaf("rekeys", status.rekeys());
        server.events().publish(AgentText.node("association-changed", content));
    }

    @Override
    public void publish(KeyInformation key) {
        String origins = key.origins().stream()
                .map(origin -> "<origin>" + leaf("method", origin.method()) + leaf("external-id", origin.externalId())
                        + "</origin>")
                .collect(Collectors.joining());
        String content = leaf("id", key.id())
                + leaf("association", key.association())
                + leaf("state", key.state())
                + origins
                + leaf("enc-dec", key.encDec().orElseThrow())
                + leaf("made", key.times().made().orElseThrow());
        server.events().publish(AgentText.node("key-changed", content));
    }

    @Override
    public void publish(AssociationId association, ReasonCode reason, String text) {
        String content = leaf("association", association) + leaf("reason", reason.word()) + leaf("text", text);
        server.events().publish(AgentText.node("alarm", content));
    }

    private static String leaf(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    @Override
    public void close() {
        end.countDown();
        goDown();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
