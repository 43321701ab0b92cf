package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.karaf.composition.PlanExpectation;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** A client may say which plan it has seen, and its change is made for that plan alone. */
final class RestconfExpectedPlanTest {
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String OTHER = "0".repeat(64);
    private static final Plan PLAN = plan();

    @TempDir
    private Path folder;

    private NorthSide north;
    private PlanOutcome outcome = new PlanOutcome.Planned(PLAN);

    @BeforeEach
    void start() throws Exception {
        north = new NorthSide(folder, new Late());
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    /** The check that needs what stands behind it. */
    private final class Late implements RequestCheck {
        private PlanExpectation check() {
            return new PlanExpectation(
                    new ProposalReader(north.mdsal.serializer()), (id, intent) -> Optional.of(outcome));
        }

        @Override
        public Set<QName> concerns() {
            return Set.of(org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services.QNAME);
        }

        @Override
        public boolean heedsExpectedPlan() {
            return true;
        }

        @Override
        public List<Refusal> check(ProposedChange change) {
            return check().check(change);
        }
    }

    private static Plan plan() {
        KeyLife life = new KeyLife(
                Duration.ofMinutes(1), 1L << 40, Duration.ofMinutes(4), 4, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Leg leg = new Leg(
                new AssociationId("blue/1"),
                List.of(Suite.of(List.of(new MethodId("ml-kem-1024")))),
                new Floor(1, 0, Set.of()),
                life,
                List.of(end("a"), end("z")),
                List.of());
        return new Plan(new ServiceId("blue"), List.of(leg));
    }

    private static Leg.End end(String name) {
        CfId cf = new CfId("cf-" + name);
        return new Leg.End(
                new DeviceId(name),
                new Network.Cf(cf, Optional.of(new DeviceId(name)), Optional.empty(), Optional.empty()),
                new Network.EncryptionPoint(
                        "nic", "kernel", cf, new EncDecName("macsec0"), Optional.empty(), Optional.empty()),
                "127.0.0.1",
                9000);
    }

    private static String expecting(String path, String hash) {
        return path + "?expected-plan=" + hash;
    }

    private static String service(String id) {
        return NorthSide.SERVICE.formatted(id);
    }

    private void assertNothingWasDone() throws Exception {
        assertThat(north.get(BLUE).status()).isEqualTo(404);
    }

    @Test
    void a_service_is_made_if_it_would_have_the_plan_that_is_expected() throws Exception {
        assertThat(north.json("PUT", expecting(BLUE, PLAN.hash()), service("blue"))
                        .status())
                .isEqualTo(201);
        assertThat(north.get(BLUE).status()).isEqualTo(200);
    }

    @Test
    void one_that_would_have_another_plan_is_412_with_the_hash_of_that_and_nothing_is_done() throws Exception {
        NorthSide.Reply reply = north.json("PUT", expecting(BLUE, OTHER), service("blue"));

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.tag()).isEqualTo("operation-failed");
        assertThat(reply.path()).isEqualTo("/mfs-service:services/service[id='blue']");
        assertThat(reply.body()).contains(PLAN.hash());
        assertNothingWasDone();
    }

    @Test
    void one_that_would_have_no_plan_is_412_with_the_reasons() throws Exception {
        outcome = new PlanOutcome.Unplannable(List.of(new Trouble(ReasonCode.UNKNOWN_CLASS, "gold", "no class gold")));

        NorthSide.Reply reply = north.json("PUT", expecting(BLUE, PLAN.hash()), service("blue"));

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.body()).contains("no class gold");
        assertNothingWasDone();
    }

    @Test
    void a_service_that_changes_is_held_to_it_whatever_way_the_change_comes() throws Exception {
        assertThat(north.json("POST", expecting(SERVICES, PLAN.hash()), service("blue"))
                        .status())
                .isEqualTo(201);
        String longer = service("blue").replace(":60", ":90");
        assertThat(north.json("PATCH", expecting(BLUE, OTHER), longer).status()).isEqualTo(412);
        assertThat(north.get(BLUE).body()).contains(":60");
        assertThat(north.json("PATCH", expecting(BLUE, PLAN.hash()), longer).status())
                .isEqualTo(204);
        assertThat(north.get(BLUE).body()).contains(":90");
    }

    @Test
    void what_changes_nothing_needs_no_plan() throws Exception {
        assertThat(north.json("PUT", BLUE, service("blue")).status()).isEqualTo(201);
        assertThat(north.json("PUT", expecting(BLUE, OTHER), service("blue")).status())
                .isEqualTo(204);
    }

    @Test
    void a_change_of_two_services_has_no_one_plan() throws Exception {
        String two = "{\"mfs-service:services\":{\"service\":[" + inner("blue") + "," + inner("green") + "]}}";

        NorthSide.Reply reply = north.json("PUT", expecting(SERVICES, PLAN.hash()), two);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("one service");
        assertNothingWasDone();
    }

    private static String inner(String id) {
        String whole = service(id);
        return whole.substring(whole.indexOf('[') + 1, whole.lastIndexOf(']'));
    }

    @Test
    void a_change_of_something_else_is_refused_and_not_made_without_a_look_at_the_plan() throws Exception {
        String gold = "{\"mfs-policy:protection-class\":[{\"id\":\"gold\",\"method\":[\"ml-kem-1024\"]}]}";
        String path = "/restconf/data/mfs-policy:protection-classes/protection-class=gold";

        NorthSide.Reply reply = north.json("PUT", expecting(path, PLAN.hash()), gold);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("expected-plan");
        assertThat(north.get(path).status()).isEqualTo(404);
    }

    /** Both by one edit of the whole, or by an edit each. */
    private List<NorthSide.Reply> withAClass(String id, String service) {
        String gold = "{\"mfs-policy:protection-class\":[{\"id\":\"" + id + "\",\"method\":[\"ml-kem-1024\"]}]}";
        String whole = "{\"ietf-restconf:data\":{\"mfs-policy:protection-classes\":"
                + gold.replace("mfs-policy:", "") + ",\"mfs-service:services\":"
                + service.replace("mfs-service:", "") + "}}";
        String patch = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p","edit":[
                {"edit-id":"1","operation":"replace","target":"/mfs-policy:protection-classes/protection-class=%s","value":%s},
                {"edit-id":"2","operation":"replace","target":"/mfs-service:services/service=blue","value":%s}]}}""".formatted(id, gold, service);
        String data = expecting("/restconf/data", PLAN.hash());
        return List.of(
                north.json("PATCH", data, whole),
                north.send("PATCH", data, "application/yang-patch+json", patch, north.administrator));
    }

    @Test
    void what_is_changed_beside_a_service_is_refused_since_the_plan_that_is_looked_at_does_not_have_it()
            throws Exception {
        for (NorthSide.Reply reply : withAClass("gold", service("blue"))) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body())
                    .contains("invalid-value", "/mfs-policy:protection-classes", "with a change of a service alone");
        }
        assertNothingWasDone();
        assertThat(north.json("PUT", BLUE, service("blue")).status()).isEqualTo(201);
        for (NorthSide.Reply reply : withAClass("gold", service("blue"))) {
            assertThat(reply.status()).isEqualTo(400);
        }
        assertThat(north.get("/restconf/data/mfs-policy:protection-classes/protection-class=gold")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_is_named_beside_a_service_and_stays_as_it_is_is_no_change() throws Exception {
        String path = "/restconf/data/mfs-policy:protection-classes/protection-class=gold";
        String gold = "{\"mfs-policy:protection-class\":[{\"id\":\"gold\",\"method\":[\"ml-kem-1024\"]}]}";
        assertThat(north.json("PUT", path, gold).status()).isEqualTo(201);

        assertThat(withAClass("gold", service("blue")))
                .extracting(NorthSide.Reply::status)
                .containsExactly(204, 200);
        assertThat(north.get(BLUE).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_hash_is_refused() throws Exception {
        NorthSide.Reply reply = north.json("PUT", expecting(BLUE, "abc"), service("blue"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("64 hexadecimal digits");
        assertNothingWasDone();
    }
}
