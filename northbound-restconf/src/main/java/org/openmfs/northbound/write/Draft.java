package org.openmfs.northbound.write;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.FluentFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadOperations;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNodes;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/**
 * A change that is made in one transaction, and looked at in it before it is committed. What can't be read was not looked
 * at, so that nobody makes it: neither what the models do not allow, nor what a datastore in trouble does not tell.
 */
final class Draft implements ProposedChange, AutoCloseable {
    private final DOMDataTreeReadTransaction before;
    private final DOMDataTreeReadWriteTransaction transaction;
    private final DatabindContext databind;
    private final Duration patience;
    private boolean over;

    Draft(DOMDataBroker broker, DatabindContext databind, Duration patience) {
        this.before = begun(broker::newReadOnlyTransaction);
        this.transaction = begunBeside(before, broker);
        this.databind = databind;
        this.patience = patience;
    }

    private static DOMDataTreeReadWriteTransaction begunBeside(
            DOMDataTreeReadTransaction before, DOMDataBroker broker) {
        try {
            return begun(broker::newReadWriteTransaction);
        } catch (RuntimeException e) {
            before.close();
            throw e;
        }
    }

    /** A datastore that has no place for the data, or is being closed, throws it out. */
    private static <T> T begun(Supplier<T> transaction) {
        try {
            return transaction.get();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableException(e, false);
        }
    }

    /** Something of the change can't be read. */
    static final class UnreadableException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final boolean changed;

        /** @param changed whether the change is in what can't be read */
        UnreadableException(Throwable cause, boolean changed) {
            super("the configuration can't be read", cause);
            this.changed = changed;
        }

        /** What the client is told; if it is the models, in the words in which the datastore refuses a commit. */
        RefusedException refusal(String path) {
            if (changed && FailedCommit.isTheModels(getCause())) {
                return FailedCommit.refusal(getCause(), path);
            }
            String reason = Throwables.getRootCause(this) instanceof TimeoutException
                    ? " (the datastore does not answer in time)"
                    : "";
            return new RefusedException(
                    path,
                    Condition.STORE_AWAY,
                    "Whether this may be is not known, since the configuration can't be read now" + reason
                            + "; nothing was changed.");
        }
    }

    @Override
    public Optional<NormalizedNode> before(QName topLevel) {
        return read(before, YangInstanceIdentifier.of(topLevel), false);
    }

    @Override
    public Optional<NormalizedNode> after(QName topLevel) {
        return now(YangInstanceIdentifier.of(topLevel));
    }

    /** What is there, with what was made so far. */
    Optional<NormalizedNode> now(YangInstanceIdentifier path) {
        return read(transaction, path, true);
    }

    /** What was there before, of each model. */
    List<YangInstanceIdentifier> topLevel() {
        return read(before, YangInstanceIdentifier.of(), false).orElse(null) instanceof ContainerNode root
                ? root.body().stream()
                        .map(node -> YangInstanceIdentifier.of(node.name()))
                        .toList()
                : List.of();
    }

    /** A datastore in a cluster throws what one in memory tells by its answer. */
    private Optional<NormalizedNode> read(
            DOMDataTreeReadOperations source, YangInstanceIdentifier path, boolean changed) {
        try {
            return source.read(CONFIGURATION, path).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnreadableException(e.getCause(), changed);
        } catch (TimeoutException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableException(e, changed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is being stopped", e);
        }
    }

    FluentFuture<? extends CommitInfo> commit() {
        over = true;
        return transaction.commit();
    }

    /** Nothing is made that was not committed. */
    @Override
    public void close() {
        before.close();
        if (!over) {
            transaction.cancel();
        }
    }

    /** @throws RefusedException if what is there does not allow it */
    void make(Edit edit) throws RefusedException {
        try {
            attempt(edit);
        } catch (UnreadableException e) {
            throw e;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableException(e, true);
        }
    }

    private void attempt(Edit edit) throws RefusedException {
        switch (edit) {
            case Edit.Create(var path, var node) -> {
                requireNothing(path);
                put(path, node);
            }
            case Edit.Replace(var path, var node) -> put(path, node);
            case Edit.Merge(var path, var node) -> merge(path, node);
            case Edit.Amend(var path, var node) -> {
                requireSomething(path);
                merge(path, node);
            }
            case Edit.Delete(var path) -> {
                require(now(path).isPresent(), path);
                transaction.delete(CONFIGURATION, path);
            }
            case Edit.Remove(var path) -> transaction.delete(CONFIGURATION, path);
            case Edit.Insert insert -> insert(insert);
            case Edit.ReplaceAll all -> replaceAll(all);
            case Edit.Several several -> {
                for (Edit part : several.parts()) {
                    attempt(part);
                }
            }
        }
    }

    private void put(YangInstanceIdentifier path, NormalizedNode node) {
        makeAround(path);
        transaction.put(CONFIGURATION, path, node);
    }

    private void merge(YangInstanceIdentifier path, NormalizedNode node) {
        makeAround(path);
        transaction.merge(CONFIGURATION, path, node);
    }

    private void makeAround(YangInstanceIdentifier path) {
        YangInstanceIdentifier parent = path.getParent();
        if (parent != null && !parent.isEmpty()) {
            transaction.merge(
                    CONFIGURATION, path.getAncestor(1), ImmutableNodes.fromInstanceId(databind.modelContext(), parent));
        }
    }

    private void requireNothing(YangInstanceIdentifier path) throws RefusedException {
        if (now(path).isPresent()) {
            throw new RefusedException(textOf(path), Condition.DATA_EXISTS, "The data is there already.");
        }
    }

    private void requireSomething(YangInstanceIdentifier path) throws RefusedException {
        require(exists(path), path);
    }

    private void require(boolean isThere, YangInstanceIdentifier path) throws RefusedException {
        if (!isThere) {
            throw new RefusedException(textOf(path), Condition.DATA_MISSING, "There is no such data.");
        }
    }

    /** A container without meaning of its own is there as soon as what is around it is (RFC 7950, section 7.5.1). */
    private boolean exists(YangInstanceIdentifier path) {
        return path.isEmpty()
                || now(path).isPresent()
                || (SchemaNodes.isPlainContainer(databind, path) && exists(path.coerceParent()));
    }

    private String textOf(YangInstanceIdentifier path) {
        return new ModelCheck(databind).textOf(path);
    }

    private void insert(Edit.Insert insert) throws RefusedException {
        YangInstanceIdentifier list = insert.path().coerceParent();
        PathArgument entry = insert.path().getLastPathArgument();
        List<NormalizedNode> entries =
                new ArrayList<>(now(list).map(SchemaNodes::entries).orElse(List.of()));
        Optional<NormalizedNode> old =
                entries.stream().filter(one -> one.name().equals(entry)).findFirst();
        if (insert.isNew()) {
            requireNothing(insert.path());
        }
        require(insert.written().isPresent() || old.isPresent(), insert.path());
        old.ifPresent(entries::remove);
        NormalizedNode node = insert.written().or(() -> old).orElseThrow();
        entries.add(placeOf(insert, entries), node);
        put(list, SchemaNodes.ordered(list, node, entries));
    }

    private int placeOf(Edit.Insert insert, List<NormalizedNode> entries) throws RefusedException {
        return switch (insert.position()) {
            case Position.First() -> 0;
            case Position.Last() -> entries.size();
            case Position.Before(var other) -> indexOf(other, entries, insert);
            case Position.After(var other) -> indexOf(other, entries, insert) + 1;
        };
    }

    private int indexOf(PathArgument entry, List<NormalizedNode> entries, Edit.Insert insert) throws RefusedException {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(entry)) {
                return i;
            }
        }
        throw new RefusedException(
                textOf(insert.path()), Condition.UNACCEPTABLE_VALUE, "There is no entry at the point that is named.");
    }

    private void replaceAll(Edit.ReplaceAll all) throws RefusedException {
        topLevel().stream()
                .filter(there ->
                        all.parts().stream().noneMatch(kept -> kept.path().equals(there)))
                .forEach(there -> transaction.delete(CONFIGURATION, there));
        for (Edit part : all.parts()) {
            attempt(part);
        }
    }
}
