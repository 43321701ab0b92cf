package org.openmfs.agent.netconf;

import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.SettingsFile;
import org.openmfs.agent.netconf.server.NetconfClient;
import org.openmfs.agent.netconf.server.Requests;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** Agent cf-a by its file, which a test changes before the start, and a manager's session with it. */
final class OneAgent implements AutoCloseable {
    static final CfId A = new CfId("cf-a");
    static final CfId B = new CfId("cf-b");

    private final Path folder;
    private final JsonObject json;
    private Optional<MfsAgent> agent = Optional.empty();
    private Optional<NetconfClient> manager = Optional.empty();

    OneAgent(Path folder) {
        this.folder = folder;
        this.json = JsonParser.parseString("""
                {"cf": "cf-a", "data": "data", "netconf": "127.0.0.1:0", "peering": {"listen": "127.0.0.1:0"},
                 "enc-decs": [{"name": "macsec0", "kind": "macsec-simulated", "local-sci": "024d4653000a0001",
                   "peer-sci": "024d4653000b0001",
                   "wire": {"own": "127.0.0.1:%d", "other": "127.0.0.1:9"},
                   "edge": {"own": "127.0.0.1:%d", "other": "127.0.0.1:9"}}]}
                """.formatted(FreePorts.next(), FreePorts.next()))
                .getAsJsonObject();
    }

    /** An authority of its own in a folder below this one's. */
    static AuthorityFolder authority(Path folder, Duration fromNow) throws IOException, GeneralSecurityException {
        return new AuthorityFolder(folder, Clock.offset(Clock.systemUTC(), fromNow), new SecureRandom());
    }

    JsonObject json() {
        return json;
    }

    OneAgent with(Credentials.Pem files) {
        JsonObject peering = json.getAsJsonObject("peering");
        peering.addProperty("certificates", files.certificates().toString());
        peering.addProperty("key", files.key().toString());
        peering.addProperty("authorities", files.authorities().toString());
        return this;
    }

    OneAgent knowing(Path revocationLists) {
        json.getAsJsonObject("peering").addProperty("revocation-lists", revocationLists.toString());
        return this;
    }

    AgentSettings settings() throws IOException {
        return SettingsFile.read(Files.writeString(folder.resolve("alice.json"), json.toString()));
    }

    OneAgent start() throws IOException, InterruptedException {
        AgentSettings settings = settings();
        MfsAgent started = MfsAgent.start(settings);
        agent = Optional.of(started);
        String password = Files.readString(MfsAgent.passwordFile(settings)).strip();
        NetconfClient client = NetconfClient.connect(started.netconfPort(), "mfs", password);
        manager = Optional.of(client);
        assertReply(client.rpc(Requests.subscribe(""))).isOk();
        return this;
    }

    /** Association blue with cf-b, which is at this port of the loopback interface. */
    void associate(int peerPort) throws IOException, InterruptedException {
        String suite = AgentPair.suite("hmac-sha384-extract", "ml-kem-768");
        assertReply(manager().rpc(AgentPair.configuration(0, peerPort, suite))).isOk();
        assertReply(manager().rpc("<commit/>")).isOk();
    }

    NetconfClient manager() {
        return manager.orElseThrow();
    }

    /** The next notification that holds all of these. */
    String await(String... parts) throws InterruptedException {
        while (true) {
            String event = manager().notification();
            boolean all = true;
            for (String part : parts) {
                all &= event.contains(part);
            }
            if (all) {
                return event;
            }
        }
    }

    @Override
    public void close() throws IOException {
        manager.ifPresent(NetconfClient::close);
        if (agent.isPresent()) {
            agent.get().close();
        }
    }
}
