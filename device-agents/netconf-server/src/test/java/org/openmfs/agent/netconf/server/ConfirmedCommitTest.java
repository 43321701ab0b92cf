package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;
import static org.openmfs.agent.netconf.server.Requests.lock;
import static org.openmfs.agent.netconf.server.Requests.subscribe;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ConfirmedCommitTest {
    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    /** A session on a device called alpha, with beta in the candidate. */
    private NetconfClient prepared() throws Exception {
        var client = fixture.connect();
        client.rpc(edit("<name>alpha</name>"));
        assertReply(client.rpc("<commit/>")).isOk();
        fixture.device().applied.clear();
        client.rpc(edit("<name>beta</name>"));
        return client;
    }

    private static String trial(String parameters) {
        return "<commit><confirmed/>" + parameters + "</commit>";
    }

    private String applied() throws InterruptedException {
        var next = fixture.device().applied.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a configuration that was applied").isNotNull();
        return next.root().prettyTree().toString();
    }

    @Test
    void a_commit_that_nobody_confirms_in_time_is_undone() throws Exception {
        var client = prepared();
        client.rpc(subscribe(""));

        assertReply(client.rpc(trial("<confirm-timeout>1</confirm-timeout>"))).isOk();
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "beta");
        assertThat(applied()).contains("beta");
        assertThat(applied()).contains("alpha");

        assertThat(client.notification()).contains("confirm-event>start<", "timeout>1<");
        assertThat(client.notification()).contains("netconf-config-change", "username>admin<");
        assertThat(client.notification()).contains("confirm-event>timeout<").doesNotContain("username");
        assertThat(client.notification()).contains("netconf-config-change", "<server/>");
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
        assertReply(client.rpc(getConfig("candidate"))).has("//device/name", "alpha");
    }

    @Test
    void a_confirmed_commit_stays_and_is_stored_only_then() throws Exception {
        var client = prepared();
        assertReply(client.rpc(trial("<confirm-timeout>300</confirm-timeout>"))).isOk();
        assertThat(fixture.folder().resolve("running.xml")).content().contains("alpha");

        assertReply(client.rpc("<commit/>")).isOk();

        assertThat(fixture.folder().resolve("running.xml")).content().contains("beta");
        client.close();
        assertReply(fixture.connect().rpc(getConfig("running"))).has("//device/name", "beta");
    }

    @Test
    void an_unconfirmed_commit_is_undone_when_its_session_ends() throws Exception {
        var client = prepared();
        assertReply(client.rpc(trial(""))).isOk();
        assertThat(applied()).contains("beta");

        client.close();

        assertThat(applied()).contains("alpha");
    }

    @Test
    void an_unconfirmed_commit_is_undone_by_a_restart() throws Exception {
        var client = prepared();
        assertReply(client.rpc(trial("<persist>blue</persist>"))).isOk();

        fixture.restart();

        assertThat(applied()).contains("alpha");
        assertReply(fixture.connect().rpc(getConfig("running"))).has("//device/name", "alpha");
    }

    @Test
    void a_commit_with_a_name_is_confirmed_by_another_session_that_knows_it() throws Exception {
        var client = prepared();
        assertReply(client.rpc(trial("<persist>blue</persist>"))).isOk();
        client.rpc("<close-session/>");
        var other = fixture.connect();

        assertReply(other.rpc("<commit/>")).isError("in-use");
        assertReply(other.rpc("<commit><persist-id>red</persist-id></commit>"))
                .isError("invalid-value")
                .withInfo("bad-element", "persist-id");
        assertReply(other.rpc(getConfig("running"))).has("//device/name", "beta");
        assertReply(other.rpc("<commit><persist-id>blue</persist-id></commit>")).isOk();

        assertThat(fixture.folder().resolve("running.xml")).content().contains("beta");
        assertReply(other.rpc("<commit><persist-id>blue</persist-id></commit>")).isError("invalid-value");
    }

    @Test
    void a_commit_is_cancelled_by_its_session_or_by_its_name() throws Exception {
        var client = prepared();
        var other = fixture.connect();
        assertReply(client.rpc("<cancel-commit/>")).isError("operation-failed");
        assertReply(client.rpc(trial(""))).isOk();

        assertReply(other.rpc("<cancel-commit/>")).isError("in-use");
        assertReply(client.rpc("<cancel-commit/>")).isOk();
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
        client.rpc(edit("<name>gamma</name>"));
        assertReply(client.rpc(trial("<persist>blue</persist>"))).isOk();
        assertReply(other.rpc("<cancel-commit><persist-id>red</persist-id></cancel-commit>"))
                .isError("invalid-value");
        assertReply(other.rpc("<cancel-commit><persist-id>blue</persist-id></cancel-commit>"))
                .isOk();

        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
    }

    @Test
    void a_further_trial_goes_on_with_the_first_and_goes_back_to_before_it() throws Exception {
        var client = prepared();
        assertReply(client.rpc(trial("<confirm-timeout>300</confirm-timeout>"))).isOk();
        client.rpc(edit("<name>gamma</name>"));

        assertReply(client.rpc(trial("<confirm-timeout>1</confirm-timeout>"))).isOk();

        assertThat(applied()).contains("beta");
        assertThat(applied()).contains("gamma");
        assertThat(applied()).contains("alpha");
    }

    @Test
    void a_trial_keeps_others_from_committing_and_from_locking_running() throws Exception {
        var client = prepared();
        var other = fixture.connect();
        assertReply(client.rpc(trial(""))).isOk();

        assertReply(other.rpc(lock("running"))).isError("lock-denied");
        assertReply(other.rpc("<commit/>")).isError("in-use");

        assertReply(client.rpc("<commit/>")).isOk();
        assertReply(other.rpc(lock("running"))).isOk();
    }

    @Test
    void parameters_of_a_trial_are_checked() throws Exception {
        var client = prepared();

        assertReply(client.rpc(trial("<confirm-timeout>0</confirm-timeout>"))).isError("invalid-value");
        assertReply(client.rpc(trial("<confirm-timeout>soon</confirm-timeout>")))
                .isError("invalid-value")
                .withInfo("bad-element", "confirm-timeout");
        assertReply(client.rpc("<commit><persist>blue</persist></commit>")).isError("bad-element");
        assertReply(client.rpc(getConfig("running"))).has("//device/name", "alpha");
    }
}
