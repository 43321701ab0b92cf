package org.openmfs.agent.netconf;

import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.Listening;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.server.NetconfClient;
import org.openmfs.agent.peer.PeerAddress;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** What a manager is told of where an agent's peers call it. */
@Timeout(120)
final class AdvertisedAddressTest {
    private static final String GET = "<get><filter><agent xmlns=\"urn:openmfs:yang:mfs-agent\"/></filter></get>";

    @TempDir
    Path folder;

    @Test
    void a_manager_is_told_the_address_that_is_advertised_and_never_a_wildcard() throws Exception {
        var every = new InetSocketAddress(InetAddress.getByName("::"), 0);
        var peers = new Listening("::", every, Optional.of(new PeerAddress("2001:db8::1", 4001)));
        try (MfsAgent agent = MfsAgent.start(settings(peers))) {
            assertReply(state(agent))
                    .has("//agent/state/peer-host", "2001:db8::1")
                    .has("//agent/state/peer-port", "4001");
        }
    }

    @Test
    void without_one_a_manager_is_told_the_address_listened_at_and_the_port_that_was_free() throws Exception {
        var peers = Listening.at(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        try (MfsAgent agent = MfsAgent.start(settings(peers))) {
            assertReply(state(agent))
                    .has("//agent/state/peer-host", "127.0.0.1")
                    .has("//agent/state/peer-port", Integer.toString(agent.peerPort()));
        }
    }

    private AgentSettings settings(Listening peers) throws Exception {
        var files = new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom())
                .issue(new CfId("cf-a"));
        return new AgentSettings(
                new CfId("cf-a"),
                folder.resolve("data"),
                folder,
                Listening.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new AgentSettings.Peering(peers, files, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new PolicyFloor(1, 0, Set.of()));
    }

    private String state(MfsAgent agent) throws Exception {
        String password = Files.readString(folder.resolve("data/netconf/netconf-password"))
                .strip();
        NetconfClient manager = NetconfClient.connect(agent.netconfPort(), "mfs", password);
        try {
            return manager.rpc(GET);
        } finally {
            manager.close();
        }
    }
}
