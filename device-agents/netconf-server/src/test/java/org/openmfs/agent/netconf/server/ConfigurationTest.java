package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.device;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ConfigurationTest {
    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    @Test
    void an_edit_of_the_candidate_becomes_running_by_a_commit() throws Exception {
        var client = fixture.connect();
        fixture.device().applied.clear();

        assertReply(client.rpc(edit("<name>alpha</name>"))).isOk();
        assertReply(client.rpc(getConfig("running"))).lacks("alpha");
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
        assertThat(fixture.device().applied).isEmpty();
        assertReply(client.rpc("<commit/>")).isOk();

        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
        assertThat(fixture.device().applied).hasSize(1);
    }

    @Test
    void the_running_configuration_outlives_the_process_and_only_its_owner_can_read_it() throws Exception {
        var client = fixture.connect();
        client.rpc(edit(
                "<name>alpha</name><order>toy:qkd</order><link><id>a &lt;&amp; b</id><note>  two  </note></link>"));
        assertReply(client.rpc("<commit/>")).isOk();

        fixture.restart();

        assertThat(fixture.device().applied).hasSize(1);
        assertReply(fixture.connect().rpc(getConfig("running")))
                .has("//device/name", "alpha")
                .has("//device/link/id", "a <& b")
                .has("concat('<', //note/text(), '>')", "<  two  >");
        var permissions = Files.getPosixFilePermissions(fixture.folder().resolve("running.xml"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void why_a_configuration_cannot_be_stored_is_told_without_places() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        Files.createDirectories(fixture.folder().resolve("running.xml/in-the-way"));

        assertReply(client.rpc("<commit/>"))
                .isError("operation-failed")
                .has("//rpc-error/error-message", "The configuration cannot be stored on this device: Is a directory");
        assertReply(client.rpc(getConfig("running"))).lacks("alpha");
    }

    @Test
    void nodes_are_created_deleted_removed_and_replaced_as_asked() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name><interval>5</interval><link><id>one</id><slot>1</slot></link>"));

        assertReply(client.rpc(edit("<name nc:operation=\"create\">beta</name>")))
                .isError("data-exists")
                .at("/toy:device/toy:name");
        assertReply(client.rpc(edit("<name nc:operation=\"delete\"/>"))).isOk();
        assertReply(client.rpc(edit("<name nc:operation=\"delete\"/>")))
                .isError("data-missing")
                .at("/toy:device/toy:name");
        assertReply(client.rpc(edit("<interval nc:operation=\"delete\"/>"))).isOk();
        assertReply(client.rpc(edit("<interval nc:operation=\"remove\"/>"))).isOk();
        assertReply(client.rpc(edit("<link nc:operation=\"replace\"><id>one</id><note>n</note></link>")))
                .isOk();
        assertReply(client.rpc(edit("<link nc:operation=\"create\"><id>two</id></link>")))
                .isOk();

        assertReply(client.rpc(getConfig("candidate")))
                .lacks("<name", "<interval", "<slot")
                .has("//link[id='one']/note", "n")
                .has("//link[id='two']/id", "two");
    }

    @Test
    void the_default_operation_holds_where_nothing_else_is_said() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name><link><id>one</id><slot>1</slot></link>"));

        assertReply(client.rpc(edit("<default-operation>none</default-operation>", "<link><id>two</id></link>")))
                .isError("data-missing")
                .at("/toy:device/toy:link[toy:id='two']");
        assertReply(client.rpc(edit(
                        "<default-operation>none</default-operation>",
                        "<link><id>one</id><slot nc:operation=\"delete\"/></link>")))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).lacks("<slot").has("//device/name", "alpha");
        assertReply(client.rpc(edit("<default-operation>replace</default-operation>", "<name>beta</name>")))
                .isOk();

        assertReply(client.rpc(getConfig("candidate"))).lacks("<link").has("//device/name", "beta");
        assertReply(client.rpc(edit("<default-operation>delete</default-operation>", "")))
                .isError("invalid-value");
    }

    @Test
    void an_edit_that_fails_halfway_changes_nothing() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));

        assertReply(client.rpc(edit("<name>beta</name><interval>0</interval>"))).isError("invalid-value");

        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
    }

    @Test
    void an_error_names_the_element_and_says_what_is_wrong_with_it() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(edit("<interval>4000</interval>")))
                .isError("invalid-value")
                .at("/toy:device/toy:interval");
        assertReply(client.rpc(edit("<colour>red</colour>")))
                .isError("unknown-element")
                .at("/toy:device")
                .withInfo("bad-element", "colour");
        assertReply(client.rpc(edit("<x xmlns=\"urn:nowhere\"/>")))
                .isError("unknown-namespace")
                .withInfo("bad-namespace", "urn:nowhere");
        assertReply(client.rpc(edit("<link><slot>1</slot></link>")))
                .isError("missing-element")
                .withInfo("bad-element", "id");
        assertReply(client.rpc(edit("<link><id>a</id><state><frames>1</frames></state></link>")))
                .isError("unknown-element")
                .at("/toy:device/toy:link[toy:id='a']/toy:state");
        assertReply(client.rpc(edit("<name>a</name><name>b</name>")))
                .isError("bad-element")
                .at("/toy:device/toy:name");
        assertReply(client.rpc(edit("<name nc:operation=\"double\">a</name>")))
                .isError("bad-attribute")
                .withInfo("bad-attribute", "operation");
        assertReply(client.rpc(edit("<name colour=\"red\">a</name>")))
                .isError("unknown-attribute")
                .withInfo("bad-attribute", "colour");
        assertReply(client.rpc(edit("<name><b/></name>"))).isError("unknown-element");
        assertReply(client.rpc(edit("<order>toy:magic</order>"))).isError("invalid-value");
    }

    @Test
    void a_node_of_one_case_makes_those_of_the_other_go() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc(edit("<port>99</port>"))).isOk();
        assertReply(client.rpc(edit("<relay><address>here</address></relay>"))).isOk();
        assertReply(client.rpc(getConfig("candidate"))).lacks("<port").has("//relay/address", "here");
        assertReply(client.rpc(edit("<port>98</port>"))).isOk();

        assertReply(client.rpc(getConfig("candidate"))).lacks("<relay").has("//device/port", "98");
        assertReply(client.rpc("<commit/>")).isOk();
    }

    @Test
    void entries_of_a_list_that_the_user_orders_go_where_they_are_put() throws Exception {
        var client = fixture.connect();

        client.rpc(edit("<order>toy:ml-kem</order>"));
        assertReply(client.rpc(edit("<order yang:insert=\"first\">toy:qkd</order>")))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//order[1]", "qkd");
        assertReply(client.rpc(edit("<order yang:insert=\"last\">toy:qkd</order>")))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//order[2]", "qkd");
        assertReply(client.rpc(edit("<order yang:insert=\"before\" yang:value=\"ml-kem\">toy:qkd</order>")))
                .isOk();

        assertReply(client.rpc(getConfig("candidate"))).has("//order[1]", "qkd");
        assertReply(client.rpc(edit("<order yang:insert=\"before\" yang:value=\"psk\">toy:qkd</order>")))
                .isError("bad-attribute")
                .withAppTag("missing-instance");
        assertReply(client.rpc(edit("<order yang:insert=\"after\">toy:qkd</order>")))
                .isError("missing-attribute");
    }

    @Test
    void a_commit_checks_what_the_model_demands() throws Exception {
        var client = fixture.connect();

        client.rpc(edit("<security/>"));
        assertReply(client.rpc("<validate><source><candidate/></source></validate>"))
                .isError("data-missing")
                .at("/toy:device/toy:security/toy:level");
        assertReply(client.rpc("<commit/>")).isError("data-missing");
        client.rpc("<discard-changes/>");
        client.rpc(edit("<link><id>a</id><slot>1</slot></link><link><id>b</id><slot>1</slot></link>"));
        assertReply(client.rpc("<commit/>")).isError("operation-failed").withAppTag("data-not-unique");
        client.rpc("<discard-changes/>");
        client.rpc(edit("<link><id>a</id><backup>z</backup></link>"));
        assertReply(client.rpc("<commit/>")).isError("data-missing").withAppTag("instance-required");
        client.rpc(edit("<link><id>z</id></link>"));

        assertReply(client.rpc("<validate><source><candidate/></source></validate>"))
                .isOk();
        assertReply(client.rpc("<commit/>")).isOk();
    }

    @Test
    void a_configuration_that_the_agent_refuses_is_not_committed() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        fixture.device().refusal = Optional.of("No interface is called alpha");

        assertReply(client.rpc("<commit/>"))
                .isError("invalid-value")
                .has("//error-message", "No interface is called alpha");

        assertReply(client.rpc(getConfig("running"))).lacks("alpha");
    }

    @Test
    void a_configuration_that_cannot_be_applied_is_taken_back() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        client.rpc("<commit/>");
        client.rpc(edit("<name>beta</name>"));
        fixture.device().applied.clear();
        fixture.device().applyFailure = Optional.of("The port is gone");

        assertReply(client.rpc("<commit/>")).isError("resource-denied");

        assertThat(fixture.device().applied.take().root().prettyTree().toString())
                .contains("alpha");
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
        assertReply(client.rpc("<commit/>")).isOk();
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "beta");
    }

    @Test
    void the_candidate_is_discarded_copied_and_validated() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        client.rpc("<commit/>");
        client.rpc(edit("<name>beta</name>"));

        assertReply(client.rpc("<discard-changes/>")).isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
        assertReply(client.rpc("<copy-config><target><candidate/></target><source><config>"
                        + device("<interval>9</interval>") + "</config></source></copy-config>"))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).lacks("<name").has("//device/interval", "9");
        assertReply(client.rpc("<copy-config><target><candidate/></target><source><running/></source></copy-config>"))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");

        assertReply(client.rpc("<validate><source><config>" + device("<security/>") + "</config></source></validate>"))
                .isError("data-missing");
        assertReply(client.rpc(edit("<test-option>test-only</test-option>", "<name>gamma</name>")))
                .isOk();
        assertReply(client.rpc(edit("<test-option>test-then-set</test-option>", "<security/>")))
                .isError("data-missing");
        assertReply(client.rpc(getConfig("candidate"))).lacks("gamma", "<security");
    }

    @Test
    void what_this_device_does_not_have_is_refused() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc("<edit-config><target><running/></target><config/></edit-config>"))
                .isError("operation-not-supported");
        assertReply(client.rpc(getConfig("startup"))).isError("bad-element");
        assertReply(client.rpc("<delete-config><target><startup/></target></delete-config>"))
                .isError("operation-not-supported");
        assertReply(client.rpc("<commit><now/></commit>"))
                .isError("unknown-element")
                .withInfo("bad-element", "now");
        assertReply(client.rpc("<edit-config><target><candidate/></target></edit-config>"))
                .isError("missing-element")
                .withInfo("bad-element", "config");
        assertReply(client.rpc("<get-config/>")).isError("missing-element").withInfo("bad-element", "source");
    }

    @Test
    void everything_can_be_deleted() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        client.rpc("<commit/>");

        assertReply(client.rpc(edit("<name nc:operation=\"delete\"/>"))).isOk();
        assertReply(client.rpc("<commit/>")).isOk();
        assertReply(client.rpc(getConfig("running"))).lacks("<device");
        client.rpc(edit("<name>beta</name>"));
        assertReply(client.rpc(edit("<default-operation>replace</default-operation>", "")))
                .isOk();
        assertReply(client.rpc(getConfig("candidate"))).lacks("<device");
        assertReply(client.rpc("<copy-config><target><candidate/></target><source><config/></source></copy-config>"))
                .isOk();

        fixture.restart();
        assertReply(fixture.connect().rpc(getConfig("running"))).lacks("<device");
    }

    @Test
    void a_list_at_its_largest_is_edited_and_one_entry_more_is_refused() throws Exception {
        var client = fixture.connect();
        var links = new StringBuilder();
        for (var i = 0; i < 500; i++) {
            links.append("<link><id>link-").append(i).append("</id><note>n</note><method>toy:qkd</method></link>");
        }

        assertReply(client.rpc(edit(links.toString()))).isOk();
        assertReply(client.rpc("<commit/>")).isOk();
        assertReply(client.rpc(edit("<link><id>one-more</id></link>"))).isError("operation-failed");
        assertThat(NetconfClient.count(client.rpc(getConfig("running")), "link"))
                .isEqualTo(500);
    }
}
