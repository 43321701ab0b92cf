package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.netconf.AgentMain;
import org.openmfs.testbed.kernel.TrafficCount;
import org.openmfs.testbed.kernel.TrafficCounter;
import org.openmfs.testbed.kernel.TrafficPlan;

/** Both agents as processes on the loopback interface, with Enc/Decs that encrypt frames in software. */
final class SimulatedAgents implements Agents {
    private static final int HEAP_MB = 160;
    private static final int PER_SECOND = 200;
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final List<String> SCIS = List.of("024d4653000a0001", "024d4653000b0001");

    private final List<Site> sites;
    private final List<FreePorts> ports;
    private final Map<Site, Child> agents = new LinkedHashMap<>();
    private final List<Child> counters = new ArrayList<>();
    private final List<TrafficPlan> plans = new ArrayList<>();

    /** Ports of one site: its end of the wire, its edge, and the application at the edge. */
    private record FreePorts(int wire, int edge, int application) {}

    SimulatedAgents(Path folder) throws IOException {
        // Both sites share the loopback interface and are told apart by their addresses.
        sites = List.of(
                new Site("alice", "cf-a", "A", "apn-t-a", "127.0.0.2", freePorts("127.0.0.2"), folder.resolve("alice")),
                new Site("bob", "cf-c", "C", "apn-t-c", "127.0.0.3", freePorts("127.0.0.3"), folder.resolve("bob")));
        ports = List.of(freeSockets("127.0.0.2"), freeSockets("127.0.0.3"));
    }

    private static Site.Ports freePorts(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket netconf = new ServerSocket(0, 1, address);
                ServerSocket peer = new ServerSocket(0, 1, address)) {
            return new Site.Ports(netconf.getLocalPort(), peer.getLocalPort());
        }
    }

    private static FreePorts freeSockets(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (DatagramSocket wire = new DatagramSocket(0, address);
                DatagramSocket edge = new DatagramSocket(0, address);
                DatagramSocket application = new DatagramSocket(0, address)) {
            return new FreePorts(wire.getLocalPort(), edge.getLocalPort(), application.getLocalPort());
        }
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public String outsideAddress() {
        return "127.0.0.1";
    }

    @Override
    public String encDecKind() {
        return "macsec-simulated";
    }

    @Override
    public JsonArray encDecs(Site site) {
        int own = sites.indexOf(site);
        JsonObject encDec = new JsonObject();
        encDec.addProperty("name", "macsec0");
        encDec.addProperty("kind", encDecKind());
        encDec.addProperty("local-sci", SCIS.get(own));
        encDec.addProperty("peer-sci", SCIS.get(1 - own));
        encDec.add(
                "wire",
                sockets(
                        at(own, ports.get(own).wire()),
                        at(1 - own, ports.get(1 - own).wire())));
        encDec.add(
                "edge",
                sockets(at(own, ports.get(own).edge()), at(own, ports.get(own).application())));
        JsonArray list = new JsonArray();
        list.add(encDec);
        return list;
    }

    private String at(int site, int port) {
        return sites.get(site).host() + ":" + port;
    }

    private static JsonObject sockets(String own, String other) {
        JsonObject sockets = new JsonObject();
        sockets.addProperty("own", own);
        sockets.addProperty("other", other);
        return sockets;
    }

    @Override
    public void start() throws IOException {
        for (Site site : sites) {
            start(site);
        }
    }

    /** Starts this site's agent, for the first time or after {@link #kill}. */
    void start(Site site) throws IOException {
        List<String> line = new ArrayList<>(Java.command(HEAP_MB));
        line.addAll(List.of(AgentMain.class.getName(), site.agentFile().toString()));
        agents.put(site, Child.start(log(site), line));
    }

    /** As a power cut would. */
    void kill(Site site) throws InterruptedException {
        agents.get(site).kill();
    }

    private static Path log(Site site) {
        return site.folder().resolve("agent.log");
    }

    @Override
    public boolean ready() throws IOException {
        for (Site site : sites) {
            if (!ready(site)) {
                return false;
            }
        }
        return true;
    }

    boolean ready(Site site) throws IOException {
        return Child.LogLine.find(log(site), "NETCONF at ").isPresent();
    }

    @Override
    public String hostKey(Site site) throws IOException {
        return Child.LogLine.find(log(site), "host key ").orElseThrow();
    }

    @Override
    public void startTraffic() throws IOException {
        plans.clear();
        for (int i = 0; i < sites.size(); i++) {
            Path report = sites.get(i).folder().resolve("traffic.json");
            String[] arguments = {
                at(i, ports.get(i).application()),
                at(i, ports.get(i).edge()),
                Integer.toString(PER_SECOND),
                "0",
                report.toString()
            };
            Files.deleteIfExists(report);
            Files.deleteIfExists(report.resolveSibling("traffic.json.stop"));
            List<String> line = new ArrayList<>(Java.command(32));
            line.add(TrafficCounter.class.getName());
            line.addAll(List.of(arguments));
            counters.add(Child.start(sites.get(i).folder().resolve("traffic.log"), line));
            plans.add(plan(report, i));
        }
    }

    private TrafficPlan plan(Path report, int site) {
        var own = new java.net.InetSocketAddress(
                sites.get(site).host(), ports.get(site).application());
        var edge = new java.net.InetSocketAddress(
                sites.get(site).host(), ports.get(site).edge());
        return new TrafficPlan(own, edge, PER_SECOND, 0, report);
    }

    private TrafficCount count(int site) throws IOException {
        return TrafficCount.read(plans.get(site).report());
    }

    @Override
    public long arrived() throws IOException {
        return count(0).received() + count(1).received();
    }

    @Override
    public long missing() throws IOException {
        return count(0).missing() + count(1).missing();
    }

    @Override
    public long stopTrafficAndCountLost() throws IOException, InterruptedException {
        for (TrafficPlan plan : plans) {
            Files.createFile(plan.stopFile());
        }
        while (counters.stream().anyMatch(Child::running)) {
            Thread.sleep(Duration.ofMillis(100));
        }
        return count(0).lostFrom(count(1)) + count(1).lostFrom(count(0));
    }

    @Override
    public boolean cutOff(boolean cut) {
        return false;
    }

    @Override
    public List<String> keysInUse() {
        return List.of();
    }

    /** Frames pass only under a key. */
    @Override
    public boolean holdsKeys() throws IOException, InterruptedException {
        startTraffic();
        Thread.sleep(PROBE);
        boolean passed = arrived() > 0;
        stopTrafficAndCountLost();
        return passed;
    }

    @Override
    public void close() throws IOException {
        for (Child child : counters) {
            child.close();
        }
        for (Child child : agents.values()) {
            child.close();
        }
    }
}
