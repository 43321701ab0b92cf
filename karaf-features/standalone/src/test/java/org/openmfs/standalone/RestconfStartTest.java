package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.yangtools.concepts.Registration;
import org.openmfs.northbound.NorthboundPolicy;
import org.openmfs.northbound.RestconfEndpoint;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** An endpoint that can't start. */
final class RestconfStartTest {
    private final AtomicInteger listening = new AtomicInteger();

    /** Counts who listens to the changes of a datastore. */
    private final class Counted extends ForwardingDOMDataBroker {
        private final DOMDataBroker sound;

        Counted(DOMDataBroker sound) {
            this.sound = sound;
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
                    Registration registration = changing.registerTreeChangeListener(place, listener);
                    listening.incrementAndGet();
                    return () -> {
                        listening.decrementAndGet();
                        registration.close();
                    };
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

    @Test
    void whose_port_is_taken_listens_to_nothing_any_more(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedMdsal mdsal = EmbeddedMdsal.inMemory()) {
            NorthboundPolicy policy = new NorthboundPolicy(
                    HttpSettings.at(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                            Optional.empty()),
                    UserFile.open(folder),
                    List.of(),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    ConfigurationStore.PATIENCE,
                    () -> NorthSide.NOTHING,
                    alarm -> {},
                    new NotedAudit());

            assertThatThrownBy(() -> new RestconfEndpoint(
                            mdsal.schemas(),
                            new Counted(mdsal.domDataBroker()),
                            mdsal.domRpcService(),
                            mdsal.domActionService(),
                            mdsal.domMountPointService(),
                            mdsal.domNotificationService(),
                            policy))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use");
        }

        assertThat(listening).hasValue(0);
    }
}
