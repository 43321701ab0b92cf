package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Changing;
import org.openmfs.actions.Document;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Listing;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;
import org.openmfs.actions.Subject;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.show.Tables;

/** What an operator does, over HTTP with the whole controller. */
final class ActionsTest {
    private static final String METHOD = """
            "mfs-method:method":[{"id":"ml-kem-1024","ground":["structured-lattice"],"category":5}]""";
    private static final String CLASS = """
            "mfs-policy:protection-class":[{"id":"gold","floor":{"factors":1,"least-diversity":0},\
            "method":["ml-kem-1024"],"least-category":3}]""";
    private static final String DEVICE = """
            "mfs-network:device":[{"id":"alice","host":"127.0.0.1","port":1,"admin-state":"locked",\
            "host-key":"SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","user":"mfs","password":"hunter2"}]""";
    private static final String NETWORK = """
            "ietf-network:networks":{"network":[{"network-id":"metro","network-types":{"mfs-network:mfs-network":{}},\
            "node":[{"node-id":"A","mfs-network:cf":[{"id":"cf-a","device":"alice"}],\
            "mfs-network:encryption-point":[{"id":"p","kind":"endpoint","cf":"cf-a","enc-dec":"m0"}],\
            "mfs-network:endpoint":[{"id":"e1","encryption-point":"p"},{"id":"e2","encryption-point":"p"}]}]}]}""";
    private static final String SERVICE = """
            "mfs-service:service":[{"id":"blue","a-end":{"endpoint":"e1"},"z-end":{"endpoint":"e2"},\
            "protection-class":"gold","method":["ml-kem-1024"]}]""";

    private WholeController controller;
    private Restconf restconf;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        controller = new WholeController(folder);
        restconf = new Restconf() {
            @Override
            public Reply ask(Call call) throws IOException, InterruptedException {
                NorthSide.Reply reply =
                        controller.sendTo(call.method(), "/restconf" + call.target(), call.mediaType(), call.body());
                return new Reply(reply.status(), reply.body());
            }

            @Override
            public Following follow(String target, Listener listener) throws IOException {
                throw new IOException("nobody follows here");
            }
        };
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    private Result.Done apply(String... members) throws Exception {
        return new Changing(restconf).apply(Document.of("{" + String.join(",", members) + "}"));
    }

    private List<String> ids(Subject subject) throws Exception {
        List<String> ids = new Listing(restconf)
                .list(subject, true).entries().stream().map(Entry::id).toList();
        assertThat(new Listing(restconf).ids(subject)).as(subject.many()).isEqualTo(ids);
        return ids;
    }

    @Test
    void a_world_is_applied_at_once_and_everything_of_it_is_listed_and_shown() throws Exception {
        Result.Done done = apply(METHOD, CLASS, DEVICE, NETWORK, SERVICE);

        assertThat(done.things())
                .containsExactly("method ml-kem-1024", "class gold", "device alice", "network metro", "service blue");
        assertThat(ids(Subject.METHODS)).containsExactly("ml-kem-1024");
        assertThat(ids(Subject.CLASSES)).containsExactly("gold");
        assertThat(ids(Subject.DEVICES)).containsExactly("alice");
        assertThat(ids(Subject.NETWORKS)).containsExactly("metro");
        assertThat(ids(Subject.ENDPOINTS)).containsExactly("e1", "e2");
        assertThat(ids(Subject.SERVICES)).containsExactly("blue");
        assertThat(ids(Subject.MANAGERS)).isEmpty();
        assertThat(ids(Subject.KEYS)).isEmpty();
        assertThat(ids(Subject.ALARMS)).isEmpty();
        assertThat(new Tables(false).of(new Listing(restconf).show(Subject.DEVICES, "alice")))
                .contains("host              127.0.0.1")
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void an_export_is_applied_again_and_keeps_the_passwords_that_it_does_not_show() throws Exception {
        apply(METHOD, CLASS, DEVICE, NETWORK, SERVICE);
        String exported = new Changing(restconf).export().configuration().toString();

        assertThat(exported).doesNotContain("hunter2");
        new Changing(restconf).apply(Document.of(exported));

        assertThat(new Changing(restconf).export().configuration().toString()).isEqualTo(exported);
        assertThat(controller
                        .send("GET", "/mfs-network:devices/device=alice/password-set", "")
                        .body())
                .contains("true");
    }

    @Test
    void what_an_entry_does_not_say_any_more_is_gone_and_nothing_is_made_where_something_is_refused() throws Exception {
        apply(METHOD, CLASS, NETWORK, SERVICE);
        apply(SERVICE.replace(",\"method\":[\"ml-kem-1024\"]", ""));

        assertThat(new Listing(restconf)
                        .show(Subject.SERVICES, "blue")
                        .entry()
                        .content()
                        .has("method"))
                .isFalse();
        assertThatThrownBy(() -> apply(
                        SERVICE.replace("blue", "red"), CLASS.replace("\"least-category\":3", "\"least-category\":9")))
                .isInstanceOf(ActionFailure.class)
                .hasMessageContaining("least-category");
        assertThat(ids(Subject.SERVICES)).containsExactly("blue");
    }

    @Test
    void a_service_is_planned_suspended_resumed_and_deleted() throws Exception {
        apply(METHOD, CLASS, NETWORK, SERVICE);
        ServiceActions actions = new ServiceActions(restconf);

        assertThat(new Tables(false).of(actions.plan("blue"))).anyMatch(line -> line.contains("in the way"));
        assertThat(new Tables(false).of(actions.plan(Document.of("{" + SERVICE.replace("blue", "new") + "}"))))
                .contains("service     new");
        assertThatThrownBy(() -> actions.plan("new")).hasMessage("there is no service new");
        actions.suspend("blue");
        assertThat(new Changing(restconf).export().configuration().toString()).contains("\"suspended\"");
        actions.resume("blue");
        assertThat(new Changing(restconf).export().configuration().toString()).contains("\"active\"");
        assertThatThrownBy(() -> actions.suspend("bule")).hasMessage("there is no service bule; did you mean blue?");
        assertThatThrownBy(() -> new Changing(restconf).delete(Subject.CLASSES, "gold"))
                .isInstanceOf(ActionFailure.class);
        new Changing(restconf).delete(Subject.SERVICES, "blue");
        new Changing(restconf).delete(Subject.CLASSES, "gold");
        assertThat(ids(Subject.CLASSES)).isEmpty();
    }

    @Test
    void a_service_without_a_key_is_not_rekeyed() throws Exception {
        apply(METHOD, CLASS, NETWORK, SERVICE);

        assertThatThrownBy(() -> new ServiceActions(restconf).rekey("blue"))
                .hasMessageContaining("service blue has no key to replace");
    }
}
