package org.openmfs.standalone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;

/** A datastore that tells of its changes when a test lets it, and then of all at once. */
final class LateNotices extends ForwardingDOMDataBroker {
    private final DOMDataBroker sound;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean holding;

    LateNotices(DOMDataBroker sound) {
        this.sound = sound;
    }

    private final class Listener implements DOMDataTreeChangeListener {
        private final DOMDataTreeChangeListener north;
        private final List<DataTreeCandidate> waiting = new ArrayList<>();

        Listener(DOMDataTreeChangeListener north) {
            this.north = north;
        }

        @Override
        public void onDataTreeChanged(List<DataTreeCandidate> changes) {
            synchronized (LateNotices.this) {
                if (holding) {
                    waiting.addAll(changes);
                } else {
                    north.onDataTreeChanged(changes);
                }
            }
        }

        @Override
        public void onInitialData() {
            north.onInitialData();
        }
    }

    /** From now on nobody is told. */
    synchronized void hold() {
        holding = true;
    }

    /** How many changes nobody was told of. */
    synchronized int held() {
        return listeners.stream().mapToInt(listener -> listener.waiting.size()).sum();
    }

    /** Tells of all that was held. */
    synchronized void tell() {
        holding = false;
        listeners.forEach(listener -> listener.north.onDataTreeChanged(listener.waiting));
    }

    @Override
    protected DOMDataBroker delegate() {
        return sound;
    }

    @Override
    protected Collection<? extends DOMDataBroker.Extension> supportedExtensions(
            Collection<? extends DOMDataBroker.Extension> known) {
        DataTreeChangeExtension changing = sound.extension(DataTreeChangeExtension.class);
        return List.of(new DataTreeChangeExtension() {
            @Override
            public Registration registerTreeChangeListener(
                    DOMDataTreeIdentifier place, DOMDataTreeChangeListener listener) {
                Listener late = new Listener(listener);
                synchronized (LateNotices.this) {
                    listeners.add(late);
                }
                return changing.registerTreeChangeListener(place, late);
            }

            @Override
            @Deprecated
            public Registration registerLegacyTreeChangeListener(
                    DOMDataTreeIdentifier place, DOMDataTreeChangeListener listener) {
                return registerTreeChangeListener(place, listener);
            }
        });
    }
}
