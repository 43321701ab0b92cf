package org.openmfs.southbound.netconf.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationConfiguration.Peer;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.xml.sax.SAXException;

final class AssociationXmlTest {
    private static final DeviceId DEVICE = new DeviceId("west");

    private static XmlTree parse(String xml) throws IOException, SAXException {
        return XmlTree.of(
                DEVICE,
                XmlUtil.readXmlToDocument(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement());
    }

    @Test
    void what_is_written_is_read_again() throws SouthboundFailure {
        AssociationConfiguration written = new AssociationConfiguration(
                new AssociationId("blue/2"),
                new Peer(new CfId("east"), "", 0, Optional.empty()),
                false,
                new EncDecName("macsec0"),
                List.of(
                        Suite.of(List.of(new MethodId("qkd-014"), new MethodId("ml-kem-768"))),
                        Suite.of(List.of(new MethodId("psk-hmac")))),
                new Floor(3, 1, Set.of(Ground.QUANTUM_CHANNEL, new Ground("code-goppa"))),
                new KeyLife(
                        Duration.ofSeconds(7),
                        1L << 40,
                        Duration.ofHours(2),
                        0,
                        KeyLife.WhenKeysEnd.STOP_TRAFFIC,
                        KeyLife.WhenNotProved.GO_BACK));

        assertThat(AssociationXml.association(XmlTree.of(DEVICE, AssociationXml.write(written))))
                .isEqualTo(written);
    }

    @Test
    void leaves_that_a_device_left_out_have_their_defaults() throws Exception {
        AssociationConfiguration read = AssociationXml.association(parse("""
                <a:association xmlns:a="urn:openmfs:yang:mfs-agent" xmlns:x="urn:openmfs:yang:mfs-types">
                  <a:id> blue </a:id><a:peer>east</a:peer><a:role>initiator</a:role><a:enc-dec>macsec0</a:enc-dec>
                  <v:note xmlns:v="urn:example:vendor"><a:id>no</a:id></v:note>
                  <a:suite><a:id>s</a:id><a:method>psk-hmac</a:method><a:combiner>hmac-sha384-extract</a:combiner></a:suite>
                </a:association>"""));

        assertThat(read.id()).isEqualTo(new AssociationId("blue"));
        assertThat(read.suites().getFirst().combiner()).isEqualTo(Suite.DEFAULT_COMBINER);
        assertThat(read.floor()).isEqualTo(new Floor(2, 2, Set.of()));
        assertThat(read.keyLife())
                .isEqualTo(new KeyLife(
                        Duration.ofSeconds(3600),
                        1_125_899_906_842_624L,
                        Duration.ofSeconds(14_400),
                        4,
                        KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
    }

    @Test
    void nonsense_is_named_with_its_place() throws Exception {
        XmlTree nonsense = parse(
                "<association xmlns='urn:openmfs:yang:mfs-agent'><id>blue</id><peer>east</peer>"
                        + "<role>initiator</role><enc-dec>macsec0</enc-dec><floor><factors>many</factors></floor></association>");

        assertThatThrownBy(() -> AssociationXml.association(nonsense))
                .isInstanceOf(SouthboundFailure.class)
                .hasMessage("the device answered nonsense: /association/floor/factors: 'many' makes no sense");
    }

    @Test
    void text_with_markup_stays_text() {
        Peer peer = new Peer(new CfId("east"), "<host>&amp;", 1, Optional.of("\"sae\" 'x' ]]>"));

        assertThat(XmlUtil.toString(AssociationXml.write(peer)))
                .contains("<host>&lt;host&gt;&amp;amp;</host>")
                .contains("]]&gt;</sae-id>");
    }

    @Test
    void a_control_character_is_not_sent() {
        Peer peer = new Peer(new CfId("east"), "host\u0000", 1, Optional.empty());

        assertThatThrownBy(() -> AssociationXml.write(peer)).isInstanceOf(IllegalArgumentException.class);
    }
}
