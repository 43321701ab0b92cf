package org.openmfs.northbound.stream;

import com.google.common.util.concurrent.ListenableFuture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.restconf.monitoring.rev170126.RestconfState;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** What {@code ietf-restconf-monitoring} shows of this endpoint (RFC 8040, section 9): capabilities and streams. */
public final class StreamListing {
    private static final QName STATE = RestconfState.QNAME;
    private static final QName STREAMS = QName.create(STATE, "streams");
    private static final QName STREAM = QName.create(STATE, "stream");
    private static final QName NAME = QName.create(STATE, "name");
    private static final QName ACCESS = QName.create(STATE, "access");
    private static final QName ENCODING = QName.create(STATE, "encoding");
    private static final QName CAPABILITIES = QName.create(STATE, "capabilities");
    private static final QName CAPABILITY = QName.create(STATE, "capability");

    private StreamListing() {}

    /**
     * Writes it.
     *
     * @param location address of the stream, relative to this host
     * @param since when on its events are kept, or were at first
     * @return done when it is there
     */
    public static ListenableFuture<?> write(
            DOMDataBroker broker, List<String> capabilities, String stream, String location, Instant since) {
        var supported =
                ImmutableNodes.<String>newSystemLeafSetBuilder().withNodeIdentifier(NodeIdentifier.create(CAPABILITY));
        capabilities.forEach(supported::withChildValue);
        var transaction = broker.newWriteOnlyTransaction();
        transaction.merge(
                LogicalDatastoreType.OPERATIONAL,
                YangInstanceIdentifier.of(STATE),
                ImmutableNodes.newContainerBuilder()
                        .withNodeIdentifier(NodeIdentifier.create(STATE))
                        .withChild(ImmutableNodes.newContainerBuilder()
                                .withNodeIdentifier(NodeIdentifier.create(CAPABILITIES))
                                .withChild(supported.build())
                                .build())
                        .withChild(ImmutableNodes.newContainerBuilder()
                                .withNodeIdentifier(NodeIdentifier.create(STREAMS))
                                .withChild(ImmutableNodes.newSystemMapBuilder()
                                        .withNodeIdentifier(NodeIdentifier.create(STREAM))
                                        .withChild(entry(stream, location, since))
                                        .build())
                                .build())
                        .build());
        return transaction.commit();
    }

    private static MapEntryNode entry(String stream, String location, Instant since) {
        MapEntryNode access = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(ACCESS, ENCODING, "json"))
                .withChild(ImmutableNodes.leafNode(ENCODING, "json"))
                .withChild(ImmutableNodes.leafNode(QName.create(STATE, "location"), location))
                .build();
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(STREAM, NAME, stream))
                .withChild(ImmutableNodes.leafNode(NAME, stream))
                .withChild(ImmutableNodes.leafNode(
                        QName.create(STATE, "description"), "Changes of services and devices, and alarms."))
                .withChild(ImmutableNodes.leafNode(QName.create(STATE, "replay-support"), Boolean.TRUE))
                .withChild(ImmutableNodes.leafNode(
                        QName.create(STATE, "replay-log-creation-time"),
                        since.truncatedTo(ChronoUnit.MILLIS).toString()))
                .withChild(ImmutableNodes.newSystemMapBuilder()
                        .withNodeIdentifier(NodeIdentifier.create(ACCESS))
                        .withChild(access)
                        .build())
                .build();
    }
}
