package org.openmfs.northbound.restconf;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.restconf.EngineCall.Answer;

/**
 * Changes that are made here and not by the engine, which can't replace a datastore, can't write one value of a
 * leaf-list that users order, and does not say why a deletion failed.
 */
final class DirectEdits {
    private final DOMDataBroker broker;
    private final Duration patience;

    /**
     * @param broker says itself why it refuses a commit
     * @param patience how long an answer of it is waited for
     */
    DirectEdits(DOMDataBroker broker, Duration patience) {
        this.broker = broker;
        this.patience = patience;
    }

    /** Whether changes of this target are made here. */
    static boolean covers(Data target) {
        return target.instance().isEmpty() || target.instance().getLastPathArgument() instanceof NodeWithValue<?>;
    }

    /** One value of a leaf-list: it is in the address already. */
    static Edit adding(Data value) {
        NodeWithValue<?> entry = (NodeWithValue<?>) value.instance().getLastPathArgument();
        boolean ordered = value.schema().dataSchemaNode() instanceof LeafListSchemaNode list && list.isUserOrdered();
        NodeIdentifier list = NodeIdentifier.create(entry.getNodeType());
        NormalizedNode node = ordered
                ? ImmutableNodes.newUserLeafSetBuilder()
                        .withNodeIdentifier(list)
                        .withChildValue(entry.getValue())
                        .build()
                : ImmutableNodes.newSystemLeafSetBuilder()
                        .withNodeIdentifier(list)
                        .withChildValue(entry.getValue())
                        .build();
        return new Edit.Merge(value.instance().coerceParent(), node);
    }

    /** Takes away what is at the top now and not among the nodes, and replaces the others. */
    List<Edit> replacingAll(List<NormalizedNode> nodes) throws RefusedException {
        List<Edit> edits = new ArrayList<>();
        Set<YangInstanceIdentifier> kept = new HashSet<>();
        for (NormalizedNode node : nodes) {
            YangInstanceIdentifier path = YangInstanceIdentifier.of(node.name());
            kept.add(path);
            edits.add(new Edit.Replace(path, node));
        }
        if (read(YangInstanceIdentifier.of()).orElse(null) instanceof ContainerNode root) {
            root.body().stream()
                    .map(child -> YangInstanceIdentifier.of(child.name()))
                    .filter(path -> !kept.contains(path))
                    .forEach(path -> edits.add(new Edit.Remove(path)));
        }
        return edits;
    }

    /** Makes all of them, or none. */
    Answer<Boolean> make(List<Edit> edits, Data target) throws RefusedException {
        boolean existed = target.instance().isEmpty() || exists(target);
        var transaction = broker.newReadWriteTransaction();
        edits.forEach(edit -> edit.in(transaction, target.databind().modelContext()));
        try {
            transaction.commit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Done<>(!existed);
        } catch (ExecutionException e) {
            NetconfDocumentedException why = Throwables.getCausalChain(e).stream()
                    .filter(NetconfDocumentedException.class::isInstance)
                    .map(NetconfDocumentedException.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a commit failed without a reason", e));
            return failed(why.getErrorTag(), why.getMessage());
        } catch (TimeoutException e) {
            throw silent();
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    /** Takes away what is at the target, if something is. */
    Answer<Boolean> remove(Data target) throws RefusedException {
        return exists(target)
                ? make(List.of(new Edit.Remove(target.instance())), target)
                : failed(ErrorTag.DATA_MISSING, "There is no such data.");
    }

    boolean exists(Data target) throws RefusedException {
        return read(target.instance()).isPresent();
    }

    Optional<NormalizedNode> read(YangInstanceIdentifier path) throws RefusedException {
        try (var transaction = broker.newReadOnlyTransaction()) {
            return transaction.read(CONFIGURATION, path).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw silent();
        } catch (ExecutionException | IllegalStateException e) {
            throw new RefusedException(
                    Condition.STORE_AWAY, "The configuration can't be read now; nothing was changed.");
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private static RefusedException silent() {
        return new RefusedException(Condition.STORE_AWAY, "The datastore does not answer; nothing was changed.");
    }

    private static RefusedException stopped() {
        Thread.currentThread().interrupt();
        return new RefusedException(Condition.FAILED, "The server is being stopped.");
    }

    private static Answer<Boolean> failed(ErrorTag tag, String message) {
        return new Answer.Failed<>(List.of(new RequestError(ErrorType.APPLICATION, tag, message)));
    }
}
