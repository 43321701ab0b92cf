package org.openmfs.northbound.restconf;

import com.google.common.util.concurrent.FluentFuture;
import java.util.List;
import java.util.function.Consumer;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadWriteTransaction;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/**
 * A datastore in which a change by a client is completed with what it leaves as it is without saying so, in the same
 * transaction, whoever carries the change out. One change at a time.
 */
public final class CompletedCommits extends ForwardingDOMDataBroker {
    private final DOMDataBroker broker;
    private volatile Consumer<DOMDataTreeReadWriteTransaction> completion = transaction -> {};

    public CompletedCommits(DOMDataBroker broker) {
        this.broker = broker;
    }

    /** From now on, until it is done, these go into each commit. */
    void complete(List<Edit> edits, EffectiveModelContext models) {
        completion = transaction -> edits.forEach(edit -> edit.in(transaction, models));
    }

    void done() {
        completion = transaction -> {};
    }

    @Override
    protected DOMDataBroker delegate() {
        return broker;
    }

    @Override
    public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
        DOMDataTreeReadWriteTransaction transaction = broker.newReadWriteTransaction();
        return new ForwardingDOMDataReadWriteTransaction() {
            @Override
            protected DOMDataTreeReadWriteTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<? extends CommitInfo> commit() {
                completion.accept(transaction);
                return transaction.commit();
            }
        };
    }
}
