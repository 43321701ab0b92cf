package org.openmfs.southbound.netconf.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.netconf.model.DeviceReading;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/** A device that tells more of one thing than any device has. */
final class MuchToldTest {
    private static final DeviceId DEVICE = new DeviceId("hub");

    private static String many(int number, IntFunction<String> one) {
        return IntStream.range(0, number).mapToObj(one).collect(Collectors.joining());
    }

    private static String association(int number) {
        return "<association><id>a" + number + "</id><state><phase>secured</phase></state></association>";
    }

    private static String key(int number) {
        return "<key><id>%032x</id><association>a%d</association><state>active</state></key>"
                .formatted(number, number / 5);
    }

    private static Element parse(String xml) throws Exception {
        return XmlUtil.readXmlToDocument(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static DeviceReading read(String associations, String inState) throws Exception {
        return new MfsAgent().read(DEVICE, parse("""
                <rpc-reply xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><data>
                  <agent xmlns="urn:openmfs:yang:mfs-agent">%s<state><cf>hub</cf><peer-host>127.0.0.1</peer-host>
                    <peer-port>7000</peer-port>%s</state></agent></data></rpc-reply>""".formatted(associations, inState)), Instant.EPOCH);
    }

    @Test
    void a_hub_with_a_thousand_associations_and_five_keys_each_is_read_whole() throws Exception {
        DeviceReading read = read(many(1_000, MuchToldTest::association), many(5_000, MuchToldTest::key));

        assertThat(read.associations()).hasSize(1_000);
        assertThat(read.keys()).hasSize(5_000);
        assertThat(read.leftOut()).isEmpty();
    }

    @Test
    void of_more_associations_than_any_device_has_the_first_are_read() throws Exception {
        DeviceReading read = read(many(50_000, MuchToldTest::association), "");

        assertThat(read.associations())
                .hasSize(4_096)
                .extracting(AssociationStatus::id)
                .contains(new AssociationId("a0"), new AssociationId("a4095"));
        assertThat(read.leftOut()).containsExactly("/agent/association: 45,904 beyond the first 4,096");
    }

    @Test
    void of_more_keys_than_any_device_has_the_first_are_read() throws Exception {
        DeviceReading read = read("", many(30_000, MuchToldTest::key));

        assertThat(read.keys()).hasSize(20_480);
        assertThat(read.leftOut()).containsExactly("/agent/state/key: 9,520 beyond the first 20,480");
    }

    @Test
    void of_more_methods_and_combiners_than_any_device_has_the_first_are_read() throws Exception {
        DeviceReading read = read(
                "",
                many(300, i -> "<method><id>m" + i + "</id><ground>vendor-ground</ground></method>")
                        + many(300, i -> "<combiner>c" + i + "</combiner>"));

        assertThat(read.capabilities().methods()).hasSize(256);
        assertThat(read.capabilities().combiners()).hasSize(256);
        assertThat(read.leftOut()).hasSize(2);
    }

    @Test
    void the_secrets_that_one_key_is_said_to_be_made_of_are_bounded() throws Exception {
        String origins = many(1_000, i -> "<origin><method>m" + i + "</method></origin>");
        DeviceReading read = read(
                "",
                "<key><id>%032x</id><association>a1</association><state>active</state>%s</key>".formatted(1, origins));

        assertThat(read.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.origins()).hasSize(32));
    }

    @Test
    void of_the_reasons_of_an_association_some_are_read_and_how_many_more_there_are() throws Exception {
        String state = "<phase>degraded</phase>"
                + many(60_000, i -> "<reason><id>method-unreachable</id><text>no " + i + "</text></reason>");

        DeviceReading read = read("<association><id>blue</id><state>" + state + "</state></association>", "");
        AssociationStatus heard = AgentXml.status(
                new AssociationId("blue"),
                XmlTree.of(DEVICE, parse("<e xmlns='urn:openmfs:yang:mfs-agent'>" + state + "</e>")),
                Instant.EPOCH);

        assertThat(heard.reasons()).hasSize(33);
        assertThat(heard.reasons().getLast()).satisfies(last -> {
            assertThat(last.code()).isEqualTo(ReasonCode.DEVICE_UNSUPPORTED);
            assertThat(last.text()).isEqualTo("the device told 59,968 more reasons, which are left out");
        });
        assertThat(read.associations()).containsExactly(heard);
    }

    @Test
    void what_is_shown_of_all_that_was_left_out_is_made_of_no_more_than_that() {
        Capabilities nothing = new Capabilities(new CfId("hub"), "127.0.0.1", 7000, Map.of(), Map.of(), Set.of("c"));
        String text = "x".repeat(40_000);

        DeviceReading all =
                new DeviceReading(nothing, List.of(), List.of(), List.of(), Collections.nCopies(100_000, text));

        assertThatCode(all::remark).doesNotThrowAnyException();
        assertThat(all.remark()).startsWith("100000 left out: xxx").hasSizeLessThan(500);
        assertThat(Optional.of(new DeviceReading(nothing, List.of(), List.of(), List.of(), List.of("a", "b")))
                        .map(DeviceReading::remark))
                .contains("2 left out: a; b");
    }
}
