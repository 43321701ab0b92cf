package org.openmfs.southbound.netconf.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.XmlTree;

/** Values of a device that are longer than any identifier, number or word is. */
final class LongValuesTest {
    private static final DeviceId DEVICE = new DeviceId("west");
    private static final int MOST = 4_096;

    private static XmlTree parse(String xml) throws Exception {
        return XmlTree.of(
                DEVICE,
                XmlUtil.readXmlToDocument(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement());
    }

    private static XmlTree of(String value) throws Exception {
        return parse("<a xmlns=\"urn:x\"><id>" + value + "</id></a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "7", "<!-- -->y"})
    void a_value_without_measure_is_refused_by_its_leaf(String part) throws Exception {
        XmlTree tree = of("z" + part.repeat(100_000) + "z");

        assertThatThrownBy(() -> tree.required("id", text -> text))
                .isInstanceOfSatisfying(
                        SouthboundFailure.class,
                        refused -> assertThat(refused.code()).isEqualTo(ReasonCode.DEVICE_UNSUPPORTED))
                .hasMessage("the device answered nonsense: /a/id: longer than 4096 characters");
    }

    @Test
    void a_value_of_the_greatest_length_is_read() throws Exception {
        String value = of("x".repeat(MOST)).required("id", text -> text);

        assertThat(value).hasSize(MOST);
    }

    @Test
    void a_text_for_people_is_cut_off_there() throws Exception {
        assertThat(of("x".repeat(100_000)).text("id").orElseThrow()).hasSize(MOST);
    }

    @Test
    void what_else_a_device_says_beside_such_a_value_counts() throws Exception {
        XmlTree agent = parse("""
                <agent xmlns="urn:openmfs:yang:mfs-agent">
                  <association><id>blue</id><state><phase>idle</phase><suite>%s</suite><rekeys>3</rekeys></state></association>
                </agent>""".formatted("s".repeat(100_000)));
        List<String> leftOut = new ArrayList<>();

        assertThat(AgentXml.associations(agent, Instant.EPOCH, leftOut))
                .singleElement()
                .satisfies(status -> assertThat(status.rekeys()).isEqualTo(3));
        assertThat(leftOut)
                .containsExactly(
                        "the device answered nonsense: /agent/association blue/state/suite: longer than 4096 characters");
    }

    @Test
    void more_values_than_any_device_has_are_refused() throws Exception {
        int most = 200_000;
        parse("<a>" + "<b/>".repeat(most - 1) + "</a>").requireBounded();
        XmlTree many = parse("<a>" + "<b><c/></b>".repeat(most / 2) + "</a>");

        assertThatThrownBy(many::requireBounded)
                .isInstanceOf(SouthboundFailure.class)
                .hasMessage("the device answered nonsense: /a: more than 200,000 values");
    }
}
