package org.openmfs.standalone;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadOnlyTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadWriteTransaction;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** A datastore of which reads of whole top-level nodes fail when a test wants it, as a cluster's do that lost members. */
final class ShakyBroker extends ForwardingDOMDataBroker {
    /** What comes of a read instead of data. */
    interface Trouble extends Supplier<FluentFuture<Optional<NormalizedNode>>> {}

    final AtomicReference<Optional<Trouble>> before = new AtomicReference<>(Optional.empty());
    final AtomicReference<Optional<Trouble>> after = new AtomicReference<>(Optional.empty());
    /** Where it is, commits begin when it is done. */
    final AtomicReference<Optional<SettableFuture<Boolean>>> held = new AtomicReference<>(Optional.empty());

    private final DOMDataBroker sound;

    ShakyBroker(DOMDataBroker sound) {
        this.sound = sound;
    }

    @Override
    protected DOMDataBroker delegate() {
        return sound;
    }

    @Override
    public DOMDataTreeReadTransaction newReadOnlyTransaction() {
        DOMDataTreeReadTransaction transaction = sound.newReadOnlyTransaction();
        return new ForwardingDOMDataReadOnlyTransaction() {
            @Override
            protected DOMDataTreeReadTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<Optional<NormalizedNode>> read(
                    LogicalDatastoreType store, YangInstanceIdentifier path) {
                return trouble(before, path).map(Trouble::get).orElseGet(() -> transaction.read(store, path));
            }
        };
    }

    @Override
    public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
        DOMDataTreeReadWriteTransaction transaction = sound.newReadWriteTransaction();
        return new ForwardingDOMDataReadWriteTransaction() {
            @Override
            protected DOMDataTreeReadWriteTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<Optional<NormalizedNode>> read(
                    LogicalDatastoreType store, YangInstanceIdentifier path) {
                return trouble(after, path).map(Trouble::get).orElseGet(() -> transaction.read(store, path));
            }

            @Override
            public FluentFuture<? extends CommitInfo> commit() {
                Optional<SettableFuture<Boolean>> begin = held.get();
                return begin.isEmpty()
                        ? transaction.commit()
                        : FluentFuture.from(begin.get())
                                .transformAsync(
                                        any -> transaction.commit().transform(info -> info, directExecutor()),
                                        directExecutor());
            }
        };
    }

    private static Optional<Trouble> trouble(AtomicReference<Optional<Trouble>> wanted, YangInstanceIdentifier path) {
        return wanted.get().filter(any -> path.getPathArguments().size() == 1);
    }
}
