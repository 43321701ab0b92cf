package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.subscribe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EventTest {
    private static final String KEY_INSTALLED = "<key-installed xmlns=\"" + ToyDevice.NAMESPACE + "\"";

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    @Test
    void a_subscriber_gets_the_events_of_the_agent_in_order_between_its_replies() throws Exception {
        var client = fixture.connect();
        assertReply(client.rpc(subscribe("<stream>NETCONF</stream>"))).isOk();

        for (var epoch = 1; epoch <= 50; epoch++) {
            fixture.server().events().publish(ToyDevice.keyInstalled("blue", epoch));
        }
        assertReply(client.rpc(edit("<name>x</name>"))).isOk();

        for (var epoch = 1; epoch <= 50; epoch++) {
            var event = client.notification();
            assertThat(NetconfClient.find(event, "//key-installed/epoch")).isEqualTo(Integer.toString(epoch));
            assertThat(event).containsSubsequence("<eventTime>", KEY_INSTALLED);
        }
    }

    @Test
    void a_subscriber_sees_only_what_its_filter_selects() throws Exception {
        var client = fixture.connect();
        assertReply(client.rpc(subscribe(
                        "<filter type=\"subtree\">" + KEY_INSTALLED + "><link>blue</link></key-installed></filter>")))
                .isOk();

        fixture.server().events().publish(ToyDevice.keyInstalled("red", 1));
        fixture.server().events().publish(ToyDevice.keyInstalled("blue", 2));

        assertThat(NetconfClient.find(client.notification(), "//epoch")).isEqualTo("2");
    }

    @Test
    void who_did_not_subscribe_gets_nothing() throws Exception {
        var subscriber = fixture.connect();
        var other = fixture.connect();
        subscriber.rpc(subscribe(""));

        fixture.server().events().publish(ToyDevice.keyInstalled("blue", 1));
        subscriber.notification();

        assertReply(other.rpc("<get-config><source><running/></source></get-config>"))
                .lacks("notification");
        assertThat(other.hasNotification()).isFalse();
    }

    @Test
    void a_subscription_that_cannot_be_served_is_refused() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(subscribe("<stream>SNMP</stream>"))).isError("invalid-value");
        assertReply(client.rpc(subscribe("<startTime>2026-01-01T00:00:00Z</startTime>")))
                .isError("operation-not-supported");
        assertReply(client.rpc(subscribe("<stopTime>2026-01-01T00:00:00Z</stopTime>")))
                .isError("missing-element");
        assertReply(client.rpc(subscribe("<filter type=\"xpath\" select=\"/\"/>")))
                .isError("bad-attribute");
        assertReply(client.rpc(subscribe(""))).isOk();
        assertReply(client.rpc(subscribe(""))).isError("operation-failed");
    }
}
