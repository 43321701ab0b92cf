package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.agent.netconf.AgentMain;
import org.openmfs.testbed.kernel.GuestCommand;
import org.openmfs.testbed.kernel.GuestJava;
import org.openmfs.testbed.kernel.GuestProcess;
import org.openmfs.testbed.kernel.KernelPair;
import org.openmfs.testbed.kernel.KernelPairSettings;
import org.openmfs.testbed.kernel.KernelTraffic;
import org.openmfs.testbed.kernel.Side;

/** Both agents inside a user-mode Linux kernel whose MACsec they key; real frames of a real kernel. */
final class KernelAgents implements Agents {
    /** Of a MACsec channel (IEEE 802.1AE, 9.5). */
    private static final int ASSOCIATION_NUMBERS = 4;

    private static final int HEAP_MB = 128;
    private static final Site.Ports PORTS = new Site.Ports(8300, 8400);
    private static final int PER_SECOND = 200;
    private static final Duration SHOW_LIMIT = Duration.ofSeconds(10);
    private static final Duration LAST_DATAGRAMS = Duration.ofSeconds(20);

    private final KernelPair pair;
    private final AgentCache cache;
    private final Map<Side, Site> sites = new EnumMap<>(Side.class);
    private final Map<Side, GuestProcess> processes = new EnumMap<>(Side.class);
    private KernelTraffic traffic;

    /** @param cache prepared, so that agents start sooner */
    KernelAgents(Path folder, AgentCache cache) throws IOException, InterruptedException {
        this.cache = cache;
        pair = KernelPair.start(KernelPairSettings.managed(folder));
        sites.put(
                Side.A,
                new Site("alice", "cf-a", "A", "apn-t-a", Side.A.managementAddress(), PORTS, folder.resolve("alice")));
        sites.put(
                Side.B,
                new Site("bob", "cf-c", "C", "apn-t-c", Side.B.managementAddress(), PORTS, folder.resolve("bob")));
    }

    @Override
    public List<Site> sites() {
        return List.of(sites.get(Side.A), sites.get(Side.B));
    }

    @Override
    public String outsideAddress() {
        return KernelPair.OUTSIDE_ADDRESS;
    }

    @Override
    public String encDecKind() {
        return "macsec";
    }

    @Override
    public JsonArray encDecs(Site site) {
        Side side = sites.get(Side.A).equals(site) ? Side.A : Side.B;
        JsonObject encDec = new JsonObject();
        encDec.addProperty("name", "macsec0");
        encDec.addProperty("kind", encDecKind());
        encDec.addProperty("parent", side.wire());
        encDec.addProperty("local-sci", side.sci());
        encDec.addProperty("peer-sci", side.other().sci());
        encDec.addProperty("address", address(side) + "/30");
        JsonArray list = new JsonArray();
        list.add(encDec);
        return list;
    }

    private static String address(Side side) {
        return side == Side.A ? "192.0.2.1" : "192.0.2.2";
    }

    @Override
    public void start() throws IOException {
        GuestJava java = cache.program(HEAP_MB);
        for (Side side : Side.values()) {
            String file = sites.get(side).agentFile().toString();
            processes.put(side, pair.run(side, java.main(AgentMain.class.getName(), List.of(file))));
        }
    }

    @Override
    public boolean ready() throws IOException {
        for (GuestProcess process : processes.values()) {
            if (Child.LogLine.find(process.log(), "NETCONF at ").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String hostKey(Site site) throws IOException {
        Side side = sites.get(Side.A).equals(site) ? Side.A : Side.B;
        return Child.LogLine.find(processes.get(side).log(), "host key ").orElseThrow();
    }

    @Override
    public void startTraffic() throws IOException {
        Map<Side, String> addresses = Map.of(Side.A, address(Side.A), Side.B, address(Side.B));
        traffic = KernelTraffic.start(pair, GuestJava.likeThis(32), addresses, PER_SECOND, 0);
    }

    @Override
    public long arrived() throws IOException {
        return traffic.count(Side.A).received() + traffic.count(Side.B).received();
    }

    @Override
    public long missing() throws IOException {
        return traffic.count(Side.A).missing() + traffic.count(Side.B).missing();
    }

    @Override
    public long stopTrafficAndCountLost() throws IOException, InterruptedException {
        traffic.stop();
        if (!traffic.await(LAST_DATAGRAMS)) {
            throw new IOException("the traffic programs did not end");
        }
        return traffic.lost();
    }

    @Override
    public boolean cutOff(boolean cut) throws IOException, InterruptedException {
        pair.output(Side.A, GuestCommand.of("ip", "link", "set", "mgmt0", cut ? "down" : "up"), SHOW_LIMIT);
        return true;
    }

    @Override
    public List<String> keysInUse() throws IOException, InterruptedException {
        List<String> inUse = new ArrayList<>();
        for (JsonObject link : links()) {
            for (JsonElement sa : link.getAsJsonArray("sa_list")) {
                if (sa.getAsJsonObject().get("an").getAsInt()
                        == link.get("encoding_sa").getAsInt()) {
                    inUse.add(sa.getAsJsonObject().get("key").getAsString());
                }
            }
        }
        return inUse;
    }

    private List<JsonObject> links() throws IOException, InterruptedException {
        List<JsonObject> links = new ArrayList<>();
        for (Side side : Side.values()) {
            String shown =
                    String.join("", pair.output(side, GuestCommand.of("ip", "-j", "macsec", "show"), SHOW_LIMIT));
            links.add(JsonParser.parseString(shown).getAsJsonArray().get(0).getAsJsonObject());
        }
        return links;
    }

    /** What comes next has the association number after that of the key in use; the one before may be there a while longer. */
    @Override
    public boolean acceptNext() throws IOException, InterruptedException {
        Set<String> inUse = new HashSet<>();
        for (JsonObject link : links()) {
            int sending = link.get("encoding_sa").getAsInt();
            sas(link)
                    .filter(sa -> sa.get("an").getAsInt() == sending)
                    .forEach(sa -> inUse.add(sa.get("key").getAsString()));
            int next = (sending + 1) % ASSOCIATION_NUMBERS;
            boolean accepted = link.getAsJsonArray("rx_sc").asList().stream()
                    .allMatch(channel -> sas(channel.getAsJsonObject())
                            .anyMatch(sa -> sa.get("an").getAsInt() == next));
            if (!accepted || sas(link).count() > 1) {
                return false;
            }
        }
        return inUse.size() == 1;
    }

    private static Stream<JsonObject> sas(JsonObject linkOrChannel) {
        return linkOrChannel.getAsJsonArray("sa_list").asList().stream().map(JsonElement::getAsJsonObject);
    }

    @Override
    public boolean holdsKeys() throws IOException, InterruptedException {
        for (Side side : Side.values()) {
            List<String> shown = pair.output(side, GuestCommand.of("ip", "macsec", "show"), SHOW_LIMIT);
            if (shown.stream().anyMatch(line -> line.contains("key "))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        pair.close();
    }
}
