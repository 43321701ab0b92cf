package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeadThreads;
import org.openmfs.controller.spi.Printed;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.controller.spi.RecordedDeviceReports.Report;
import org.openmfs.southbound.netconf.XmlMutations.Kind;
import org.openmfs.southbound.netconf.XmlMutations.Mutation;
import org.openmfs.southbound.netconf.agent.AgentXml;
import org.openmfs.southbound.netconf.agent.EventXml;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.session.Timing;
import org.openmfs.southbound.netconf.xml.XmlTree;

/**
 * Every leaf that is read of a device's state and of its notifications, wrong in eight ways over real SSH: told by name,
 * and over as soon as the device answers well again. Which leaves are read the reader itself says.
 */
@Timeout(900)
final class DeviceMutationTest {
    private static final DeviceId WEST = new DeviceId("west");
    private static final AssociationId BLUE = new AssociationId("blue");

    /** What may be any text, also none. */
    private static final Set<String> FREE = Set.of("text", "external-id");

    /** Wrong so that no XML is left, or more of it than the parser takes: nobody can say which leaf it was. */
    private static final Set<Kind> UNREADABLE = Set.of(Kind.DEEP, Kind.CUT_OFF);

    /** Makes the plugin read everything. */
    private static final String NONSENSE = "<alarm xmlns='urn:openmfs:yang:mfs-agent'><association/></alarm>";

    private static final Timing QUICK = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(21),
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            Duration.ofMillis(40));

    private static final String GOOD = """
            <agent xmlns="urn:openmfs:yang:mfs-agent">
              <association><id>blue</id><state><phase>degraded</phase><suite>ml-kem-1024+qkd-014</suite>
                <key-id>6b1f3b0c9d7e4a528f60c1d2e3a4b5c6</key-id><stock>3</stock><rekeys>36</rekeys>
                <last-rekey>2026-11-23T09:12:01.100Z</last-rekey><next-rekey>2026-11-23T09:14:01.100Z</next-rekey>
                <reason><id>method-exhausted</id><text>no key left</text><since>2026-11-23T09:12:40.900Z</since></reason>
              </state></association>
              <state><cf>west</cf><peer-host>127.0.0.1</peer-host><peer-port>7000</peer-port>
                <method><id>ml-kem-1024</id><ground>structured-lattice</ground><category>5</category></method>
                <enc-dec><name>macsec0</name><kind>macsec</kind></enc-dec>
                <key><id>6b1f3b0c9d7e4a528f60c1d2e3a4b5c6</id><association>blue</association><state>active</state>
                  <suite>ml-kem-1024+qkd-014</suite>
                  <origin><method>ml-kem-1024</method><external-id>4521ad91</external-id></origin>
                  <enc-dec>macsec0</enc-dec><made>2026-11-23T09:08:00.500Z</made>
                  <activated>2026-11-23T09:12:01.100Z</activated><deactivated>2026-11-23T09:13:01.100Z</deactivated>
                  <destroyed>2026-11-23T09:14:01.100Z</destroyed></key>
              </state></agent>""";

    private static final List<String> EVENTS = List.of(
            "<association-changed xmlns='urn:openmfs:yang:mfs-agent'><association>blue</association>"
                    + "<phase>secured</phase><stock>2</stock></association-changed>",
            "<key-changed xmlns='urn:openmfs:yang:mfs-agent'><id>6b1f3b0c9d7e4a528f60c1d2e3a4b5c6</id>"
                    + "<association>blue</association><state>active</state></key-changed>",
            "<alarm xmlns='urn:openmfs:yang:mfs-agent'><association>blue</association><reason>stock-empty</reason>"
                    + "<text>empty</text></alarm>");

    private final RecordedDeviceReports reports = new RecordedDeviceReports();
    private final FakeAgent west = FakeAgent.without("west");
    private final Device device = west.settings();
    private final Random order = Printed.seed("NETCONF");

    @AfterEach
    void stop() {
        west.close();
    }

    private NetconfDevices connected() {
        west.answersGet(GOOD);
        NetconfDevices plugin =
                new NetconfDevices(Plugins.CLIENTS, reports, List.of(), QUICK, InstantSource.system(), order);
        plugin.onboard(device);
        reports.awaitConnection(WEST, Connection::up);
        reports.awaitReadings(WEST, 1);
        return plugin;
    }

    /** Everything that a device says. */
    private record Told(List<AssociationStatus> associations, Capabilities capabilities, List<KeyInformation> keys) {}

    private Connection newest() {
        return newest(Report.Connected.class).connection();
    }

    private <T extends Report> T newest(Class<T> kind) {
        return reports.of(WEST, kind).getLast();
    }

    private int readings() {
        return reports.of(WEST, Report.Keys.class).size();
    }

    private static void printed(List<Mutation> mutations, String of) {
        long leaves = mutations.stream().map(Mutation::path).distinct().count();
        Printed.line("mutations: " + leaves + " leaves × 8 = " + mutations.size() + ", all recovered (" + of + ")");
        assertThat(mutations).hasSize((int) leaves * Kind.values().length);
    }

    @Test
    void every_leaf_of_a_device_may_be_wrong() throws Exception {
        XmlMutations document = new XmlMutations(GOOD);
        XmlTree tree = XmlTree.of(WEST, document.good(), document::asked);
        AgentXml.capabilities(tree, new ArrayList<>());
        AgentXml.associations(tree, Instant.now(), new ArrayList<>());
        AgentXml.keys(tree, new ArrayList<>());
        List<Mutation> mutations = document.all();
        try (DeadThreads dead = new DeadThreads();
                NetconfDevices plugin = connected()) {
            Told good = new Told(
                    newest(Report.Associations.class).all(),
                    newest(Report.Capable.class).capabilities(),
                    newest(Report.Keys.class).all());
            for (Mutation mutation : mutations) {
                tell(mutation);
                west.answersGet(GOOD);
                west.publish(NONSENSE);
                reports.await(
                        WEST,
                        "good news after " + mutation,
                        all -> newest().up()
                                && newest().text().isEmpty()
                                && newest(Report.Associations.class).all().equals(good.associations())
                                && newest(Report.Capable.class).capabilities().equals(good.capabilities())
                                && newest(Report.Keys.class).all().equals(good.keys()));
            }
            assertThat(dead.all()).isEmpty();
        }
        printed(mutations, "NETCONF state");
    }

    /** Answers so, has it read, and waits for what is said of it. */
    private void tell(Mutation mutation) {
        int before = readings();
        int connections = reports.of(WEST, Report.Connected.class).size();
        west.answersGet(mutation.text());
        west.publish(NONSENSE);
        boolean mayBe = mutation.kind() == Kind.MISSING || FREE.contains(mutation.leaf());
        reports.await(
                WEST,
                "a word on " + mutation,
                all -> newest().text().contains(mutation.leaf())
                        || mayBe && readings() > before
                        || UNREADABLE.contains(mutation.kind())
                                && reports.of(WEST, Report.Connected.class).size() > connections);
    }

    @Test
    void every_leaf_of_a_notification_may_be_wrong() throws Exception {
        List<Mutation> mutations = new ArrayList<>();
        for (String event : EVENTS) {
            XmlMutations document = new XmlMutations("<notification>" + event + "</notification>");
            EventXml.report(
                    XmlTree.of(WEST, document.good(), document::asked), Instant.now(), new RecordedDeviceReports());
            mutations.addAll(document.all());
        }
        AtomicLong marks = new AtomicLong();
        try (DeadThreads dead = new DeadThreads();
                NetconfDevices plugin = connected()) {
            for (Mutation mutation : mutations) {
                int before = reports.of(WEST, Report.Connected.class).size();
                west.publish(mutation.text().replaceFirst("<notification>", "").replaceFirst("</notification>", ""));
                if (UNREADABLE.contains(mutation.kind())) {
                    reports.await(
                            WEST,
                            "a session after " + mutation,
                            all -> newest().up()
                                    && reports.of(WEST, Report.Connected.class).size() >= before + 2);
                }
                String mark = "mark " + marks.incrementAndGet();
                west.publish(BLUE, ReasonCode.STOCK_EMPTY, mark);
                reports.await(
                        WEST,
                        mark + " after " + mutation,
                        all -> all.stream()
                                .anyMatch(report -> report instanceof Report.Alarm alarm
                                        && alarm.text().equals(mark)));
            }
            assertThat(dead.all()).isEmpty();
        }
        printed(mutations, "NETCONF notifications");
    }
}
