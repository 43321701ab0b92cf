package org.openmfs.southbound.netconf.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.southbound.netconf.fake.Texts;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.w3c.dom.Element;

/** What is written to bring a device to where it was. */
final class AgentTargetTest {
    private static final DeviceId WEST = new DeviceId("west");

    private static Element running(String agent) {
        return Texts.parse("<rpc-reply xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><data>"
                + "<agent xmlns='urn:openmfs:yang:mfs-agent'>" + agent + "</agent></data></rpc-reply>");
    }

    @Test
    void an_association_with_a_peer_that_is_no_name_is_brought_back() {
        DeviceTarget wanted = new MfsAgent()
                .target(
                        new DeviceChange(
                                WEST, List.of(), Set.of(new AssociationId("blue"), new AssociationId("green"))),
                        running("<peer><id>east</id></peer>"
                                + "<association><id>green</id><peer>east</peer></association>"));
        DeviceTarget before = wanted.as(running("<association><id>blue</id><peer>not a name</peer></association>"));

        Element back = before.difference(running("<peer><id>east</id></peer>")).orElseThrow();

        assertThat(Texts.of(back)).contains("<peer>not a name</peer>").contains("delete");
    }
}
