package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;

/** Two nodes that a plugin is connected to, and a key link between them. */
final class HeldNetwork implements AutoCloseable {
    static final ManagerId QKDN = new ManagerId("qkdn");
    static final AssociationId BLUE = new AssociationId("blue/1");

    /** What is read is read because it was asked for. */
    private static final Pace SELDOM =
            new Pace(Duration.ofHours(1), Duration.ofMillis(20)).withLeast(Duration.ofMillis(20));

    final HeldNode a = new HeldNode(HeldNode.A);
    final HeldNode z = new HeldNode(HeldNode.Z);
    final RecordedNetworkReports reports = new RecordedNetworkReports();
    private QkdNetworks plugin = connected();

    HeldNetwork() {
        awaitAll();
    }

    private QkdNetworks connected() {
        QkdNetworks fresh = new QkdNetworks(reports, InstantSource.system(), SELDOM);
        fresh.connect(new ManagedNetwork(
                QKDN,
                ManagerKind.QKDN_015,
                List.of(a.root(), z.root()),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));
        return fresh;
    }

    /** Both nodes answer. */
    void awaitAll() {
        reports.awaitConnection(QKDN, at -> at.up() && at.reason().isEmpty());
    }

    /** One of them does not. */
    Connection awaitAway() {
        return reports.awaitConnection(QKDN, at -> at.reason().isPresent());
    }

    /** The plugin knows nothing of before. */
    void restart() {
        restarted();
        awaitAll();
    }

    /** The same, while one of them does not answer. */
    void restartAway() {
        restarted();
        awaitAway();
    }

    private void restarted() {
        plugin.close();
        int before = reports.of(QKDN, Report.Connected.class).size();
        plugin = connected();
        reports.awaitNewest(
                QKDN,
                Report.Connected.class,
                report -> reports.of(QKDN, Report.Connected.class).size() > before);
    }

    void look() {
        plugin.look(QKDN);
    }

    static KeyLink link(long most) {
        return new KeyLink(BLUE, "sae-a", "sae-z", List.of(HeldNode.A, HeldNode.Z), new KeyRates(5, most));
    }

    void setUp(long most) throws SouthboundFailure {
        plugin.setUp(QKDN, link(most));
    }

    SouthboundFailure refused(long most) {
        return catchThrowableOfType(SouthboundFailure.class, () -> setUp(most));
    }

    void takeDown() throws SouthboundFailure {
        plugin.takeDown(QKDN, BLUE);
    }

    /** What is told to be wrong with the key link. */
    Optional<String> missing() {
        return reports.of(QKDN, Report.KeyLinks.class)
                .getLast()
                .links()
                .get(BLUE)
                .missing();
    }

    @Override
    public void close() {
        plugin.close();
        a.close();
        z.close();
    }
}
