package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.edit;
import static org.openmfs.agent.netconf.server.Requests.getConfig;
import static org.openmfs.agent.netconf.server.Requests.lock;
import static org.openmfs.agent.netconf.server.Requests.subscribe;
import static org.openmfs.agent.netconf.server.Requests.unlock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LockTest {
    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    private static String id(NetconfClient client) {
        return NetconfClient.find(client.serverHello(), "//session-id");
    }

    @Test
    void a_lock_is_held_by_one_session_and_the_others_are_told_which() throws Exception {
        var holder = fixture.connect();
        var other = fixture.connect();

        for (var datastore : new String[] {"running", "candidate"}) {
            assertReply(holder.rpc(lock(datastore))).isOk();
            assertReply(other.rpc(lock(datastore))).isError("lock-denied").withInfo("session-id", id(holder));
            assertReply(holder.rpc(lock(datastore))).isError("lock-denied").withInfo("session-id", id(holder));
            assertReply(other.rpc(unlock(datastore))).isError("operation-failed");
            assertReply(holder.rpc("<get/>"))
                    .has("//datastore[name='" + datastore + "']//locked-by-session", id(holder));
            assertReply(holder.rpc(unlock(datastore))).isOk();
            assertReply(other.rpc(lock(datastore))).isOk();
            assertReply(other.rpc(unlock(datastore))).isOk();
        }
    }

    @Test
    void others_cannot_change_what_is_locked() throws Exception {
        var holder = fixture.connect();
        var other = fixture.connect();
        holder.rpc(lock("candidate"));

        assertReply(other.rpc(edit("<name>x</name>"))).isError("in-use");
        assertReply(other.rpc("<discard-changes/>")).isError("in-use");
        assertReply(other.rpc("<commit/>")).isError("in-use");
        assertReply(other.rpc("<copy-config><target><candidate/></target><source><running/></source></copy-config>"))
                .isError("in-use");
        assertReply(holder.rpc(edit("<name>y</name>"))).isOk();
        assertReply(holder.rpc("<commit/>")).isOk();
        holder.rpc(unlock("candidate"));
        holder.rpc(lock("running"));

        assertReply(other.rpc(edit("<name>x</name>"))).isOk();
        assertReply(other.rpc("<commit/>")).isError("in-use");
    }

    @Test
    void changes_that_were_not_committed_go_with_the_lock() throws Exception {
        var holder = fixture.connect();
        holder.rpc(lock("candidate"));
        holder.rpc(edit("<name>x</name>"));

        assertReply(holder.rpc(unlock("candidate"))).isOk();

        assertReply(holder.rpc(getConfig("candidate"))).lacks("<name");
    }

    @Test
    void a_candidate_with_changes_cannot_be_locked() throws Exception {
        var client = fixture.connect();
        var other = fixture.connect();
        client.rpc(edit("<name>x</name>"));

        assertReply(other.rpc(lock("candidate"))).isError("lock-denied").withInfo("session-id", "0");

        client.rpc("<discard-changes/>");
        assertReply(other.rpc(lock("candidate"))).isOk();
    }

    @Test
    void locks_end_with_their_session_however_it_ends() throws Exception {
        var watcher = fixture.connect();
        watcher.rpc(subscribe(""));
        for (var ending : new String[] {"closed", "dropped", "killed"}) {
            var holder = fixture.connect();
            assertThat(watcher.notification()).contains("netconf-session-start");
            holder.rpc(lock("candidate"));
            holder.rpc(lock("running"));
            holder.rpc(edit("<name>x</name>"));
            end(holder, watcher, ending);
            assertThat(watcher.notification())
                    .contains("netconf-session-end", "session-id>" + id(holder) + "<", ">" + ending + "<");

            assertReply(watcher.rpc(lock("candidate"))).isOk();
            assertReply(watcher.rpc(lock("running"))).isOk();
            assertReply(watcher.rpc(getConfig("candidate"))).lacks("<name");
            watcher.rpc(unlock("candidate"));
            watcher.rpc(unlock("running"));
        }
    }

    private static void end(NetconfClient holder, NetconfClient watcher, String how) throws Exception {
        switch (how) {
            case "closed" -> assertReply(holder.rpc("<close-session/>")).isOk();
            case "dropped" -> holder.close();
            default -> {
                assertReply(watcher.rpc("<kill-session><session-id>" + id(holder) + "</session-id></kill-session>"))
                        .isOk();
                assertThat(holder.isHungUp()).isTrue();
            }
        }
    }

    @Test
    void a_session_can_kill_neither_itself_nor_one_that_does_not_exist() throws Exception {
        var client = fixture.connect();

        assertReply(client.rpc("<kill-session><session-id>" + id(client) + "</session-id></kill-session>"))
                .isError("invalid-value");
        assertReply(client.rpc("<kill-session><session-id>99</session-id></kill-session>"))
                .isError("invalid-value");
        assertReply(client.rpc("<kill-session><session-id>all</session-id></kill-session>"))
                .isError("invalid-value");
        assertReply(client.rpc("<kill-session/>")).isError("missing-element");
    }

    @Test
    void a_channel_that_is_closed_ends_its_session_though_the_connection_stays() throws Exception {
        var holder = fixture.connect();
        holder.rpc(lock("running"));
        var watcher = fixture.connect();
        watcher.rpc(subscribe(""));

        holder.closeChannel();

        assertThat(watcher.notification()).contains("netconf-session-end");
        assertReply(watcher.rpc(lock("running"))).isOk();
    }
}
