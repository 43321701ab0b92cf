package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReadTest {
    private static final String TOY = "xmlns=\"" + ToyDevice.NAMESPACE + "\"";
    private static final String MONITORING = "xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"";

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    private NetconfClient withLinks() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name><link><id>blue</id><method>toy:qkd</method><slot>1</slot></link>"
                + "<link><id>green</id><method>toy:ml-kem</method></link>"));
        assertReply(client.rpc("<commit/>")).isOk();
        return client;
    }

    @Test
    void get_lays_the_agents_state_over_its_configuration() throws Exception {
        var client = withLinks();

        assertReply(client.rpc("<get/>"))
                .has("//device/name", "alpha")
                .has("//link[id='blue']/slot", "1")
                .has("//link[id='blue']/state/frames", "42")
                .has("//netconf-state/sessions/session/username", "admin")
                .has("//yang-library/module-set/module[name='toy-agent']/revision", "2026-01-01");
        assertReply(client.rpc(getConfig("running"))).lacks("frames", "netconf-state");
    }

    @Test
    void a_subtree_filter_selects_and_matches() throws Exception {
        var client = withLinks();

        assertReply(client.rpc(getConfig("running", "<filter><device " + TOY + "><name/></device></filter>")))
                .has("//device/name", "alpha")
                .lacks("<link");
        assertReply(client.rpc(getConfig(
                        "running",
                        "<filter type=\"subtree\"><device " + TOY + "><link><id>blue</id></link></device></filter>")))
                .has("//link/slot", "1")
                .lacks("green", "alpha");
        assertReply(client.rpc(getConfig(
                        "running",
                        "<filter type=\"subtree\"><device " + TOY
                                + "><link><id>blue</id><slot/></link></device></filter>")))
                .has("//link/id", "blue")
                .has("//link/slot", "1")
                .lacks("method");
        assertReply(client.rpc(getConfig(
                        "running",
                        "<filter type=\"subtree\"><t:device xmlns:t=\"" + ToyDevice.NAMESPACE
                                + "\"><t:link><t:method>t:ml-kem</t:method></t:link></t:device></filter>")))
                .has("//link/id", "green")
                .lacks("blue");
        assertReply(client.rpc(
                        getConfig("running", "<filter type=\"subtree\"><device xmlns=\"\"><name/></device></filter>")))
                .has("//device/name", "alpha");
        assertReply(client.rpc(getConfig("running", "<filter type=\"subtree\"/>")))
                .lacks("device");
        assertReply(client.rpc(
                        "<get><filter><netconf-state " + MONITORING + "><sessions/></netconf-state></filter></get>"))
                .has("//sessions/session/transport", "id:netconf-ssh")
                .lacks("alpha", "<schemas", "yang-library");
    }

    @Test
    void a_filter_of_another_kind_is_refused() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc("<get><filter type=\"xpath\" select=\"/device\"/></get>"))
                .isError("bad-attribute")
                .withInfo("bad-attribute", "type")
                .withInfo("bad-element", "filter");
        assertReply(client.rpc("<get><filter>" + "<a/>".repeat(1001) + "</filter></get>"))
                .isError("too-big");
    }

    @Test
    void names_of_identities_are_read_back_in_the_namespace_of_their_module() throws Exception {
        var client = withLinks();

        var reply = client.rpc(getConfig("running"));

        var methods = NetconfClient.parse(reply).getElementsByTagNameNS("*", "method");
        assertThat(methods.getLength()).isEqualTo(2);
        for (var i = 0; i < 2; i++) {
            var text = methods.item(i).getTextContent();
            var prefix = text.contains(":") ? text.replaceAll(":.*", "") : null;
            assertThat(methods.item(i).lookupNamespaceURI(prefix)).isEqualTo(ToyDevice.NAMESPACE);
        }
    }

    @Test
    void every_schema_that_is_listed_can_be_got() throws Exception {
        var client = fixture.connect();
        var state =
                client.rpc("<get><filter><netconf-state " + MONITORING + "><schemas/></netconf-state></filter></get>");
        var names = NetconfClient.parse(state).getElementsByTagNameNS("*", "identifier");
        assertThat(names.getLength()).isGreaterThan(8);

        for (var i = 0; i < names.getLength(); i++) {
            var name = names.item(i).getTextContent();
            assertReply(client.rpc("<get-schema " + MONITORING + "><identifier>" + name + "</identifier></get-schema>"))
                    .has("boolean(contains(//data, 'module " + name + "'))", "true");
        }
        assertReply(client.rpc("<get-schema " + MONITORING + "><identifier>none</identifier></get-schema>"))
                .isError("invalid-value");
        assertReply(client.rpc("<get-schema " + MONITORING
                        + "><identifier>toy-agent</identifier><format>yin</format></get-schema>"))
                .isError("invalid-value");
    }

    @Test
    void the_hello_says_what_the_device_can_do() throws Exception {
        var hello = fixture.connect().serverHello();

        assertThat(hello)
                .contains(
                        ":base:1.0<",
                        ":base:1.1<",
                        "capability:candidate:1.0<",
                        "capability:confirmed-commit:1.1<",
                        "capability:rollback-on-error:1.0<",
                        "capability:validate:1.1<",
                        "capability:notification:1.0<",
                        "capability:interleave:1.0<",
                        "capability:yang-library:1.1?revision=2019-01-04&amp;content-id=",
                        "urn:openmfs:test:toy-agent?module=toy-agent&amp;revision=2026-01-01<")
                .doesNotContain("exi", "writable-running", "url:1.0", "xpath:1.0");
    }
}
