package org.openmfs.southbound.netconf.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.Plugins;
import org.openmfs.southbound.netconf.agent.AgentXml;
import org.openmfs.southbound.netconf.agent.AssociationXml;
import org.openmfs.southbound.netconf.agent.MfsAgent;
import org.openmfs.southbound.netconf.fake.Yuma;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceModels;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.session.Connector;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.LinkListener;
import org.openmfs.southbound.netconf.session.OurSessions;
import org.openmfs.southbound.netconf.session.Timing;
import org.openmfs.southbound.netconf.xml.Names;
import org.openmfs.southbound.netconf.xml.Operations;
import org.openmfs.southbound.netconf.xml.XmlWriter;
import org.w3c.dom.Element;

/** Sessions and changes with a NETCONF server that is neither ours nor OpenDaylight's. */
@Timeout(120)
final class ForeignDeviceTest {
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final DeviceModel MODEL = new MfsAgent();
    private static final Timing TIMING = new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(41),
            Duration.ofSeconds(3),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));

    private final BlockingQueue<Element> notifications = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final LinkListener listener = new LinkListener() {
        @Override
        public void notified(Element notification) {
            notifications.add(notification);
        }

        @Override
        public void ended(String why) {
            ends.add(why);
        }
    };

    @TempDir
    private Path folder;

    private Yuma yuma;
    private Link link;
    private Editor editor;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Yuma.installed(), "skipped: netconfd is not installed (Debian package netconfd)");
        yuma = new Yuma(folder);
        link = open(TIMING);
        editor = new Editor(link, TIMING);
    }

    private Link open(Timing timing) throws SouthboundFailure, InterruptedException {
        return new Connector(Plugins.CLIENTS, new DeviceModels(List.of(MODEL)), timing)
                .open(yuma.settings(), new OurSessions(), listener);
    }

    @AfterEach
    void stop() throws Exception {
        if (yuma != null) {
            link.close();
            yuma.close();
        }
    }

    private static DeviceChange put(String peer) {
        Suite suite = Suite.of(List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")));
        return new DeviceChange(
                new DeviceId("yuma"),
                List.of(new AssociationConfiguration(
                        BLUE,
                        new AssociationConfiguration.Peer(
                                new CfId(peer), "192.0.2.1", 7000, Optional.of("sae-" + peer)),
                        true,
                        new EncDecName("macsec0"),
                        List.of(suite),
                        new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)),
                        new KeyLife(
                                Duration.ofSeconds(10),
                                1L << 30,
                                Duration.ofMinutes(1),
                                4,
                                KeyLife.WhenKeysEnd.STOP_TRAFFIC))),
                Set.of());
    }

    private DeviceTarget stage(DeviceChange change) throws SouthboundFailure {
        editor.lock();
        Element now = editor.read();
        DeviceTarget target = MODEL.target(change, now);
        editor.stage(target.difference(now).orElseThrow());
        return target;
    }

    private Set<AssociationId> associations() throws SouthboundFailure {
        return MODEL.associations(link.device(), editor.read());
    }

    private List<String> peers() throws SouthboundFailure {
        return AgentXml.agent(link.device(), editor.read()).stream()
                .flatMap(agent -> agent.children("peer").stream())
                .flatMap(peer -> peer.text("id").stream())
                .toList();
    }

    @Test
    void its_capabilities_are_understood() {
        assertThat(link.profile().candidate()).isTrue();
        assertThat(link.profile().confirms()).isTrue();
        assertThat(link.profile().cancels()).isTrue();
        assertThat(link.profile().notifies()).isTrue();
        assertThat(link.profile().interleaves()).isTrue();
    }

    @Test
    void a_confirmed_commit_stays() throws SouthboundFailure {
        DeviceTarget target = stage(put("east"));
        editor.goLiveTentatively(target.difference(editor.read()).orElseThrow());
        editor.verify(target);
        editor.confirm();
        editor.leave();

        assertThat(editor.at(target)).isTrue();
        assertThat(associations()).containsExactly(BLUE);
    }

    @Test
    void a_commit_that_is_cancelled_is_gone() throws SouthboundFailure {
        DeviceTarget target = stage(put("east"));
        editor.goLiveTentatively(target.difference(editor.read()).orElseThrow());
        assertThat(editor.at(target)).isTrue();

        editor.takeBack();

        assertThat(associations()).isEmpty();
        editor.leave();
    }

    @Test
    void a_commit_of_a_session_that_is_lost_is_gone() throws Exception {
        DeviceTarget target = stage(put("east"));
        editor.goLiveTentatively(target.difference(editor.read()).orElseThrow());

        link.close();

        assertThat(ends.take()).isEqualTo("closed by the manager");
        link = open(TIMING);
        Restoration restoration = new Restoration(target.as(emptyConfiguration()), TIMING);
        restoration.settle(link);
        assertThat(MODEL.associations(link.device(), new Editor(link, TIMING).read()))
                .isEmpty();
    }

    private Element emptyConfiguration() {
        return XmlWriter.root(Names.NETCONF, "rpc-reply").element();
    }

    @Test
    void an_association_is_replaced_and_removed_with_its_peer() throws SouthboundFailure {
        DeviceTarget first = stage(put("east"));
        editor.reach(first);
        editor.leave();

        editor.lock();
        editor.reach(MODEL.target(put("north"), editor.read()));
        assertThat(peers()).containsExactly("north");
        assertThat(associations()).containsExactly(BLUE);

        editor.reach(MODEL.target(new DeviceChange(new DeviceId("yuma"), List.of(), Set.of(BLUE)), editor.read()));
        editor.leave();
        assertThat(associations()).isEmpty();
        assertThat(peers()).isEmpty();
    }

    @Test
    void a_refusal_names_the_place_and_leaves_nothing_staged() throws SouthboundFailure {
        editor.lock();
        Element agent = XmlWriter.root(MODEL.content().getFirst().namespace(), "agent")
                .copy(AssociationXml.write(put("nobody").put().getFirst()), association -> {})
                .element();

        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> {
            editor.stage(agent);
            editor.goLive(agent);
        });
        editor.leave();

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.getMessage()).contains("association[mfsa:id='blue']/mfsa:peer");
        editor.lock();
        editor.goLive(agent);
        editor.leave();
        assertThat(associations()).isEmpty();
    }

    @Test
    void its_notifications_arrive() throws Exception {
        link.request(Operations.createSubscription());

        editor.reach(stage(put("east")));
        editor.leave();

        Element notification = notifications.poll(20, TimeUnit.SECONDS);
        assertThat(notification).isNotNull();
        assertThat(notification.getLocalName()).isEqualTo("notification");
    }
}
