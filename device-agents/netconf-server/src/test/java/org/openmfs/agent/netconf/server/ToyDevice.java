package org.openmfs.agent.netconf.server;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.spi.source.FileYangTextSource;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcCall;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.port.StateSource;

/** A device that does nothing but remember what it was told. */
final class ToyDevice implements ConfigurationSink, StateSource {
    static final String NAMESPACE = "urn:openmfs:test:toy-agent";
    static final AgentModel MODEL = compile();

    private static final QName DEVICE = QName.create(NAMESPACE, "2026-01-01", "device");

    final BlockingQueue<Configuration> applied = new LinkedBlockingQueue<>();
    final BlockingQueue<RpcCall> calls = new LinkedBlockingQueue<>();
    volatile Optional<String> refusal = Optional.empty();
    volatile Optional<String> applyFailure = Optional.empty();

    @Override
    public void validate(Configuration next) throws RequestRefused {
        if (refusal.isPresent()) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, refusal.get());
        }
    }

    @Override
    public void apply(Configuration next) throws RequestRefused {
        if (applyFailure.isPresent()) {
            var failure = applyFailure.get();
            applyFailure = Optional.empty();
            throw RequestRefused.of(ErrorTag.RESOURCE_DENIED, failure);
        }
        applied.add(next);
    }

    @Override
    public Collection<? extends DataContainerChild> read() {
        var state = container("state")
                .withChild(ImmutableNodes.leafNode(name("frames"), Uint64.valueOf(42)))
                .build();
        var entry = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(name("link"), name("id"), "blue"))
                .withChild(ImmutableNodes.leafNode(name("id"), "blue"))
                .withChild(state)
                .build();
        var links = ImmutableNodes.newSystemMapBuilder()
                .withNodeIdentifier(NodeIdentifier.create(name("link")))
                .withChild(entry)
                .build();
        return List.of(container("device").withChild(links).build());
    }

    RpcHandlers rpcs() {
        return new RpcHandlers(Map.of(name("rekey"), this::rekey));
    }

    static ContainerNode keyInstalled(String link, long epoch) {
        return container("key-installed")
                .withChild(ImmutableNodes.leafNode(name("link"), link))
                .withChild(ImmutableNodes.leafNode(name("epoch"), Uint64.valueOf(epoch)))
                .build();
    }

    private Optional<ContainerNode> rekey(RpcCall call) throws RequestRefused {
        calls.add(call);
        var link =
                call.input().findChildByArg(NodeIdentifier.create(name("link"))).orElseThrow();
        switch (link.body().toString()) {
            case "red" -> throw RequestRefused.of(ErrorTag.DATA_MISSING, "There is no link red");
            case "broken" -> throw new IllegalStateException("org.example.Internal: /etc/secret");
            default -> {}
        }
        return Optional.of(container("output")
                .withChild(ImmutableNodes.leafNode(name("epoch"), Uint64.valueOf(7)))
                .build());
    }

    static QName name(String local) {
        return QName.create(DEVICE, local);
    }

    private static ContainerNode.Builder container(String local) {
        var builder = ImmutableNodes.newContainerBuilder();
        builder.withNodeIdentifier(NodeIdentifier.create(name(local)));
        return builder;
    }

    private static AgentModel compile() {
        try {
            var file = Path.of(
                    ToyDevice.class.getResource("/toy-agent@2026-01-01.yang").toURI());
            return AgentModel.compile(List.of(), List.of(new FileYangTextSource(file)));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
