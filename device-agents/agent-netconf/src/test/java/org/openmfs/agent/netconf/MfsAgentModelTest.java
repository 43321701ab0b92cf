package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yang.svc.v1.urn.openmfs.yang.mfs.agent.rev261129.YangModuleInfoImpl;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.server.AgentServer;
import org.openmfs.agent.netconf.server.NetconfClient;
import org.openmfs.agent.netconf.server.ServerSettings;

/** The server with the model that agents really serve. */
final class MfsAgentModelTest {
    private static final AgentModel MODEL = AgentModel.compile(List.of(YangModuleInfoImpl.getInstance()), List.of());
    private static final String GOLD = "<peer><id>cf-b</id><host>127.0.0.1</host><port>4000</port></peer>"
            + "<association><id>blue</id><peer>cf-b</peer><role>initiator</role><enc-dec>macsec0</enc-dec>"
            + "<suite><id>gold</id><method>ml-kem-1024</method><method>etsi-014</method>"
            + "<combiner>hmac-sha384-extract</combiner></suite></association>";

    @TempDir
    Path folder;

    private final BlockingQueue<Configuration> applied = new LinkedBlockingQueue<>();
    private AgentServer server;
    private NetconfClient client;

    @BeforeEach
    void start() throws Exception {
        var sink = new ConfigurationSink() {
            @Override
            public void validate(Configuration next) {}

            @Override
            public void apply(Configuration next) {
                applied.add(next);
            }
        };
        var settings = ServerSettings.onLoopback(0, folder.resolve("data"));
        server = new AgentServer(settings, MODEL, sink, List::of, RpcHandlers.none());
        server.start();
        applied.clear();
        client = NetconfClient.connect(
                server, Files.readString(settings.passwordFile()).strip());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static String edit(String content) {
        return "<edit-config><target><candidate/></target><config><agent xmlns=\"urn:openmfs:yang:mfs-agent\""
                + " xmlns:t=\"urn:openmfs:yang:mfs-types\">" + content + "</agent></config></edit-config>";
    }

    @Test
    void an_association_with_all_that_belongs_to_it_is_committed() throws Exception {
        assertReply(client.rpc(edit(GOLD))).isOk();

        assertReply(client.rpc("<commit/>")).isOk();

        var agent = applied.poll(20, TimeUnit.SECONDS);
        assertThat(agent.root().prettyTree().toString()).containsSubsequence("ml-kem-1024", "etsi-014");
    }

    @Test
    void what_the_model_demands_of_an_association_is_checked_with_the_path_of_what_is_wrong() throws Exception {
        client.rpc(edit("<association><id>blue</id></association>"));
        assertReply(client.rpc("<commit/>"))
                .isError("data-missing")
                .at("/mfsa:agent/mfsa:association[mfsa:id='blue']/mfsa:peer");
        client.rpc("<discard-changes/>");
        client.rpc(edit(GOLD.replace("<peer>cf-b</peer>", "<peer>cf-c</peer>")));
        assertReply(client.rpc("<commit/>")).isError("data-missing").withAppTag("instance-required");
        client.rpc("<discard-changes/>");
        client.rpc(edit(GOLD.replaceAll("<suite>.*</suite>", "")));

        assertReply(client.rpc("<commit/>"))
                .isError("operation-failed")
                .withAppTag("too-few-elements")
                .at("/mfsa:agent/mfsa:association[mfsa:id='blue']/mfsa:suite");
        assertThat(applied).isEmpty();
    }
}
