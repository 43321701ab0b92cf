package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.rekey;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RpcTest {
    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    @Test
    void an_rpc_of_the_model_reaches_its_handler_and_its_output_comes_back() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(rekey("<link>blue</link><method>toy:qkd</method>")))
                .has("//epoch", "7");

        var call = fixture.device().calls.poll(20, TimeUnit.SECONDS);
        assertThat(call.user()).isEqualTo("admin");
        assertThat(call.input().prettyTree().toString()).contains("blue", "qkd");
    }

    @Test
    void an_input_that_does_not_fit_never_reaches_the_handler() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(rekey(""))).isError("data-missing");
        assertReply(client.rpc(rekey("<link>blue</link><colour/>")))
                .isError("unknown-element")
                .withInfo("bad-element", "colour");
        assertReply(client.rpc(rekey("<link>blue</link><method>toy:magic</method>")))
                .isError("invalid-value");
        assertReply(client.rpc(rekey("<link>blue</link><link>red</link>"))).isError("bad-element");

        assertThat(fixture.device().calls).isEmpty();
    }

    @Test
    void a_refusal_goes_to_the_client_and_a_fault_stays_inside() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(rekey("<link>red</link>")))
                .isError("data-missing")
                .has("//error-message", "There is no link red");
        assertReply(client.rpc(rekey("<link>broken</link>")))
                .isError("operation-failed")
                .lacks("secret", "Internal");
    }

    @Test
    void what_nobody_carries_out_is_not_supported() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc("<forget xmlns=\"" + ToyDevice.NAMESPACE + "\"/>"))
                .isError("operation-not-supported")
                .withInfo("bad-element", "forget");
        assertReply(client.rpc("<reboot xmlns=\"urn:nowhere\"/>")).isError("operation-not-supported");
        assertReply(client.rpc("<action xmlns=\"urn:ietf:params:xml:ns:yang:1\"/>"))
                .isError("operation-not-supported");
    }
}
