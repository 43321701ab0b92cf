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
import java.util.Locale;
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
    private static final List<String> SYSTEMS = List.of("024d4653000a", "024d4653000b");

    private final List<Site> sites;
    private final List<List<FreePorts>> ports;
    private final Map<Site, Child> agents = new LinkedHashMap<>();
    private final List<Child> counters = new ArrayList<>();
    private final List<TrafficPlan> plans = new ArrayList<>();

    /** Ports of one Enc/Dec: its end of the wire, its edge, and the application at the edge. */
    private record FreePorts(int wire, int edge, int application) {}

    SimulatedAgents(Path folder) throws IOException {
        this(folder, 1);
    }

    /**
     * @param encDecs how many Enc/Decs each site has: macsec0 and so on; traffic is sent through the first
     */
    SimulatedAgents(Path folder, int encDecs) throws IOException {
        this(folder, encDecs, "");
    }

    /** @param pair ends the names of both devices and CFs, so that one controller can have several pairs */
    SimulatedAgents(Path folder, int encDecs, String pair) throws IOException {
        // Both sites share the loopback interface and are told apart by their addresses.
        sites = List.of(
                site("alice" + pair, "cf-a" + pair, "A", "127.0.0.2", folder),
                site("bob" + pair, "cf-c" + pair, "C", "127.0.0.3", folder));
        ports = List.of(freeSockets("127.0.0.2", encDecs), freeSockets("127.0.0.3", encDecs));
    }

    private static Site site(String device, String cf, String node, String host, Path folder) throws IOException {
        String port = "apn-t-" + node.toLowerCase(Locale.ROOT);
        return new Site(device, cf, node, port, host, freePorts(host), folder.resolve(device));
    }

    private static Site.Ports freePorts(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket netconf = new ServerSocket(0, 1, address);
                ServerSocket peer = new ServerSocket(0, 1, address)) {
            return new Site.Ports(netconf.getLocalPort(), peer.getLocalPort());
        }
    }

    /** All are open at once, so that no two are the same. */
    private static List<FreePorts> freeSockets(String host, int encDecs) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        List<DatagramSocket> open = new ArrayList<>();
        try {
            List<FreePorts> found = new ArrayList<>();
            for (int i = 0; i < encDecs; i++) {
                int at = open.size();
                while (open.size() < at + 3) {
                    open.add(new DatagramSocket(0, address));
                }
                found.add(new FreePorts(
                        open.get(at).getLocalPort(),
                        open.get(at + 1).getLocalPort(),
                        open.get(at + 2).getLocalPort()));
            }
            return found;
        } finally {
            open.forEach(DatagramSocket::close);
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
        JsonArray list = new JsonArray();
        for (int i = 0; i < ports.get(own).size(); i++) {
            list.add(encDec(own, i));
        }
        return list;
    }

    private JsonObject encDec(int own, int number) {
        FreePorts here = ports.get(own).get(number);
        FreePorts there = ports.get(1 - own).get(number);
        JsonObject encDec = new JsonObject();
        encDec.addProperty("name", "macsec" + number);
        encDec.addProperty("kind", encDecKind());
        encDec.addProperty("local-sci", sci(own, number));
        encDec.addProperty("peer-sci", sci(1 - own, number));
        encDec.add("wire", sockets(at(own, here.wire()), at(1 - own, there.wire())));
        encDec.add("edge", sockets(at(own, here.edge()), at(own, here.application())));
        return encDec;
    }

    private static String sci(int site, int number) {
        return SYSTEMS.get(site) + "%04x".formatted(number + 1);
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
                at(i, ports.get(i).getFirst().application()),
                at(i, ports.get(i).getFirst().edge()),
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
                sites.get(site).host(), ports.get(site).getFirst().application());
        var edge = new java.net.InetSocketAddress(
                sites.get(site).host(), ports.get(site).getFirst().edge());
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

    @Override
    public boolean acceptNext() {
        return true;
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
