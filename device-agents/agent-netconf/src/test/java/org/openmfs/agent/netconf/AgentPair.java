package org.openmfs.agent.netconf;

import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.encdecs.macsec.Sci;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.Listening;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.server.NetconfClient;
import org.openmfs.agent.netconf.server.Requests;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** Two whole agents on the loopback interface that know nothing of each other, and a manager's session with each. */
final class AgentPair implements AutoCloseable {
    private static final List<CfId> CFS = List.of(new CfId("cf-a"), new CfId("cf-b"));
    private static final List<String> SCIS = List.of("024d4653000a0001", "024d4653000b0001");
    private static final String PSK = "line-1 %s hex:" + "5a".repeat(32) + "\n";

    private final Path folder;
    private final AuthorityFolder authority;
    private final List<InetSocketAddress> wires = List.of(freeSocket(), freeSocket());
    private final List<MfsAgent> agents = new ArrayList<>();
    private final List<NetconfClient> managers = new ArrayList<>();

    AgentPair(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this.folder = folder;
        authority = new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom());
        for (int own = 0; own < CFS.size(); own++) {
            AgentSettings settings = settings(own);
            MfsAgent agent = MfsAgent.start(settings);
            agents.add(agent);
            String password = Files.readString(MfsAgent.passwordFile(settings)).strip();
            NetconfClient manager = NetconfClient.connect(agent.netconfPort(), "mfs", password);
            assertReply(manager.rpc(Requests.subscribe(""))).isOk();
            managers.add(manager);
        }
    }

    private AgentSettings settings(int own) throws IOException, GeneralSecurityException {
        var files = authority.issue(CFS.get(own));
        Path psk = folder.resolve("psk-" + own);
        Files.createFile(psk, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(psk, PSK.formatted(CFS.get(1 - own)));
        return new AgentSettings(
                CFS.get(own),
                folder.resolve("data-" + own),
                folder,
                Listening.at(loopback(0)),
                new AgentSettings.Peering(Listening.at(loopback(0)), files, Optional.empty()),
                Optional.empty(),
                Optional.of(new AgentSettings.PskPlace.InFile(psk)),
                List.of(),
                List.of(new AgentSettings.EncDecPlace.Simulated(
                        "macsec0",
                        new MacsecEnds(Sci.parse(SCIS.get(own)), Sci.parse(SCIS.get(1 - own))),
                        new AgentSettings.Sockets(wires.get(own), wires.get(1 - own)),
                        new AgentSettings.Sockets(freeSocket(), freeSocket()),
                        ReplayProtection.DEFAULT)),
                new PolicyFloor(1, 0, Set.of()));
    }

    private static InetSocketAddress freeSocket() {
        try (DatagramSocket socket = new DatagramSocket(loopback(0))) {
            return loopback(socket.getLocalPort());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int peerPort(int own) {
        return agents.get(own).peerPort();
    }

    NetconfClient manager(int own) {
        return managers.get(own);
    }

    /** What a manager writes: where the peer is, and association blue with this suite. */
    static String configuration(int own, int peerPort, String suite) {
        return "<edit-config><target><candidate/></target><default-operation>replace</default-operation><config>"
                + "<agent xmlns=\"urn:openmfs:yang:mfs-agent\" xmlns:t=\"urn:openmfs:yang:mfs-types\">"
                + "<peer><id>" + CFS.get(1 - own) + "</id><host>127.0.0.1</host><port>" + peerPort + "</port></peer>"
                + "<association><id>blue</id><peer>" + CFS.get(1 - own) + "</peer>"
                + "<role>" + (own == 0 ? "initiator" : "responder") + "</role><enc-dec>macsec0</enc-dec>"
                + suite + "<key-life><stock-target>0</stock-target></key-life></association></agent></config>"
                + "</edit-config>";
    }

    static String suite(String combiner, String... methods) {
        return "<suite><id>" + String.join("+", methods) + "</id><method>" + String.join("</method><method>", methods)
                + "</method><combiner>" + combiner + "</combiner></suite>";
    }

    /** Writes configurations in which both know the other's port and have the same suite. */
    void configureBoth(String suite) throws IOException, InterruptedException {
        for (int own = 0; own < CFS.size(); own++) {
            commit(own, configuration(own, peerPort(1 - own), suite));
        }
    }

    void commit(int own, String edit) throws IOException, InterruptedException {
        assertReply(managers.get(own).rpc(edit)).isOk();
        assertReply(managers.get(own).rpc("<commit/>")).isOk();
    }

    /** The next report of association blue that fits. */
    String awaitReport(int own, Predicate<String> fits) throws InterruptedException {
        String event = managers.get(own).notification();
        while (!event.contains("<association-changed") || !fits.test(event)) {
            event = managers.get(own).notification();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        managers.forEach(NetconfClient::close);
        for (MfsAgent agent : agents) {
            agent.close();
        }
    }
}
