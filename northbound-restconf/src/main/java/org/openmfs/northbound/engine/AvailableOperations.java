package org.openmfs.northbound.engine;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.mdsal.dom.api.DOMRpcAvailabilityListener;
import org.opendaylight.mdsal.dom.api.DOMRpcIdentifier;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.QName;

/** The operations that somebody carries out here, at any time; the models know others. */
public final class AvailableOperations implements DOMRpcAvailabilityListener {
    private final Set<QName> names = ConcurrentHashMap.newKeySet();

    /** Follows what is there until that is closed. */
    public Registration follow(DOMRpcService operations) {
        return operations.registerRpcListener(this);
    }

    @Override
    public void onRpcAvailable(Collection<DOMRpcIdentifier> rpcs) {
        rpcs.stream().map(DOMRpcIdentifier::getType).forEach(names::add);
    }

    @Override
    public void onRpcUnavailable(Collection<DOMRpcIdentifier> rpcs) {
        rpcs.stream().map(DOMRpcIdentifier::getType).forEach(names::remove);
    }

    /** Their names, in order. */
    public SortedSet<QName> names() {
        return new TreeSet<>(names);
    }
}
