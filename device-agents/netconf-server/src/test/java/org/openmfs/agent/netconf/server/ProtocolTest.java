package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.netconf.session.Limits;

final class ProtocolTest {
    private static final int MAX_MESSAGE = 100_000;

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture(new Limits(
            new Limits.Connections(4, 16, Duration.ofSeconds(60), Duration.ofSeconds(60), Optional.empty()),
            new Limits.Logins(3, Duration.ofMillis(10)),
            new Limits.Messages(
                    MAX_MESSAGE,
                    5_000,
                    10_000,
                    1_000_000,
                    new Limits.Outgoing(1_000_000, 100, Duration.ofSeconds(60)))));

    private NetconfClient opened() throws Exception {
        var client = fixture.client();
        client.login(fixture.server().port(), "admin", fixture.password());
        client.open();
        return client;
    }

    private void assertServerLives() throws Exception {
        assertReply(fixture.connect().rpc("<get/>")).has("//session/username", "admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities/></hello>",
                "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>"
                        + "urn:ietf:params:netconf:base:1.2</capability></capabilities></hello>",
                "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>"
                        + "urn:ietf:params:netconf:base:1.1</capability></capabilities><session-id>4</session-id></hello>",
                "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities>",
                "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\"><get/></rpc>",
                "[root;10.0.0.1:22;ssh;client;]\n<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">"
                        + "<capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>",
                "<!DOCTYPE hello [<!ENTITY a \"b\">]><hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>",
                "   ",
                "hello"
            })
    void a_hello_that_is_none_ends_the_session(String hello) throws Exception {
        var client = opened();

        client.hello(hello);

        assertThat(client.isHungUp()).isTrue();
        assertServerLives();
    }

    @Test
    void a_hello_that_never_ends_ends_the_session() throws Exception {
        var client = opened();

        client.send("<hello>" + " ".repeat(10_000));

        assertThat(client.isHungUp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\n#0\n",
                "\n#01\nx\n##\n",
                "\n##\n",
                "\n#4294967296\n",
                "\n#99999999999999999999999999999999999\n",
                "\n#-1\n",
                "\n#5\nhello\n#\n",
                "\n#5\nhello\n##x",
                "\n#5\nhello]]>]]>",
                "<rpc/>]]>]]>",
                "\n#1\n \n##\n"
            })
    void broken_framing_ends_the_session(String bytes) throws Exception {
        var client = fixture.connect();

        client.send(bytes);

        assertThat(client.isHungUp()).isTrue();
        assertServerLives();
    }

    @Test
    void a_message_that_is_too_big_is_answered_and_the_session_ended() throws Exception {
        var client = fixture.connect();

        client.send("\n#4000000000\n" + "x".repeat(MAX_MESSAGE + 1));

        assertReply(client.reply()).isError("too-big");
        assertThat(client.isHungUp()).isTrue();
        assertServerLives();
    }

    @Test
    void a_message_with_too_many_tags_is_too_big() throws Exception {
        var client = fixture.connect();

        client.request("<get><filter>" + "<a/>".repeat(6_000));

        assertReply(client.reply()).isError("too-big");
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void a_message_in_many_small_chunks_is_read_like_any_other() throws Exception {
        var client = fixture.connect();
        var chunks = new StringBuilder();
        for (var letter : client.envelope(edit("<name>alpha</name>")).toCharArray()) {
            chunks.append("\n#1\n").append(letter);
        }

        client.send(chunks.append("\n##\n").toString());

        assertReply(client.reply()).isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
    }

    @Test
    void a_message_that_is_not_well_formed_is_answered_and_the_session_goes_on() throws Exception {
        var client = fixture.connect();

        for (var wrong :
                new String[] {"<rpc", "<rpc><a></rpc>", "<!DOCTYPE rpc SYSTEM \"file:///etc/passwd\"><rpc/>", "hello"
                }) {
            client.send(client.frame(wrong));
            assertReply(client.reply()).isError("malformed-message");
        }

        assertReply(client.rpc(getConfig("running"))).lacks("rpc-error");
    }

    @Test
    void an_envelope_that_is_wrong_is_answered() throws Exception {
        var client = fixture.connect();
        var rpc = "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";

        client.send(client.frame(rpc + "><get/></rpc>"));
        assertReply(client.reply())
                .isError("missing-attribute")
                .withInfo("bad-attribute", "message-id")
                .withInfo("bad-element", "rpc");
        client.send(client.frame(rpc + " message-id=\"4\"/>"));
        assertReply(client.reply()).isError("missing-element").has("/rpc-reply/@message-id", "4");
        client.send(client.frame(rpc + " message-id=\"5\"><get/><get/></rpc>"));
        assertReply(client.reply()).isError("unknown-element");
        client.send(client.frame(rpc + " message-id=\"6\" xmlns:x=\"urn:x\" x:note=\"kept\"><get-config/></rpc>"));
        assertReply(client.reply()).isError("missing-element").has("/*/@*[local-name()='note']", "kept");
        assertReply(client.rpc("<start-exi xmlns=\"urn:ietf:params:xml:ns:netconf:exi:1.0\"/>"))
                .isError("operation-not-supported");
        client.send(client.frame("<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>"));

        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void a_client_of_base_1_0_is_served_in_its_own_framing() throws Exception {
        var client = opened();
        client.hello(NetconfClient.HELLO_1_0);

        assertReply(client.rpc(edit("<name>alpha</name>"))).isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
        client.send(client.frame("<rpc>"));

        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void requests_that_come_with_the_hello_wait_for_the_session() throws Exception {
        var client = opened();
        var message = "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\">" + getConfig("running")
                + "</rpc>";
        var chunk = "\n#" + message.length() + "\n" + message + "\n##\n";

        client.hello(NetconfClient.HELLO_1_1 + "]]>]]>" + chunk + "\n#1\n<\n#", "");
        client.send("2\n/>\n##\n");

        assertReply(client.reply()).has("/rpc-reply/@message-id", "1");
        assertReply(client.reply()).isError("malformed-message");
    }

    @Test
    void requests_that_wait_are_answered_in_order() throws Exception {
        var client = fixture.connect();

        for (var i = 1; i <= 500; i++) {
            client.request(getConfig("running"));
        }

        for (var i = 1; i <= 500; i++) {
            assertReply(client.reply()).has("/rpc-reply/@message-id", Integer.toString(i));
        }
    }

    @Test
    void a_session_is_refused_when_there_are_as_many_as_may_be() throws Exception {
        for (var i = 0; i < 4; i++) {
            fixture.connect();
        }
        var fifth = fixture.client();
        fifth.login(fixture.server().port(), "admin", fixture.password());

        assertThat(fifth.isRefused()).isTrue();
    }

    @Test
    void a_session_ends_when_its_client_has_said_all_and_got_all() throws Exception {
        var client = fixture.connect();
        client.request(getConfig("running"));

        client.endInput();

        assertReply(client.reply()).lacks("rpc-error");
        assertThat(client.isHungUp()).isTrue();
    }
}
