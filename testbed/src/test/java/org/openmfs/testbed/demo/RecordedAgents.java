package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openmfs.agent.memory.ProcessMemory;
import org.openmfs.agent.netconf.AgentMain;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.web.Json;

/**
 * Two agent processes with many associations of ML-KEM and QKD whose keys are replaced every two seconds and protect
 * frames, with the recorder in each.
 */
final class RecordedAgents implements AutoCloseable {
    private static final String TOPOLOGY = """
            {"name": "memory", "qkd": {
              "nodes": [{"name": "A"}, {"name": "C"}],
              "links": [{"name": "A-C", "a": "A", "b": "C", "rate": 20000, "initial-bits": 1000000}],
              "saes": [{"name": "cf-a", "node": "A"}, {"name": "cf-c", "node": "C"}]}}
            """;
    private static final int HEAP_MB = 160;
    private static final String APPLICATION = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String AGENT = """
            <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><agent xmlns="urn:openmfs:yang:mfs-agent">
              <peer><id>%s</id><host>%s</host><port>%d</port><sae-id>%s</sae-id></peer>%s
            </agent></config>
            """;
    private static final String ASSOCIATION = """
            <association><id>a%1$d</id><peer>%2$s</peer><role>%3$s</role><enc-dec>macsec%1$d</enc-dec>
              <suite><id>ml-kem-1024+qkd-014.recorded</id><method>ml-kem-1024</method><method>qkd-014</method>
                <combiner>recorded</combiner></suite>
              <key-life><rekey-interval>2</rekey-interval><maximum-key-age>60</maximum-key-age>
                <stock-target>1</stock-target></key-life></association>
            """;

    private final int associations;
    private final Path folder;
    private final OutsideWorld world;
    private final SimulatedAgents agents;
    private final List<Child> children = new ArrayList<>();

    RecordedAgents(Path folder, int associations) throws Exception {
        this.folder = folder;
        this.associations = associations;
        world = new OutsideWorld(TOPOLOGY);
        agents = new SimulatedAgents(folder, associations);
        List<String> saes = List.of(
                sae(site(0)).get("sae-id").getAsString(),
                sae(site(1)).get("sae-id").getAsString());
        world.register(APPLICATION, saes, List.of("A", "C"), List.of(world.link("A-C")));
        Path jar = ModuleJar.compiled("org.example.recorder.RecorderModule", folder);
        AgentFiles.issue(folder.resolve("pki"), agents.sites());
        for (int i = 0; i < saes.size(); i++) {
            writeFiles(i, jar, saes.get(1 - i));
            start(site(i));
        }
    }

    private void start(Site site) throws IOException {
        Path programs = RecordedNic.install(site.folder());
        List<String> line = new ArrayList<>(List.of("env", "PATH=" + programs + ":" + System.getenv("PATH")));
        line.addAll(Java.command(HEAP_MB));
        line.addAll(List.of(AgentMain.class.getName(), site.agentFile().toString()));
        children.add(Child.start(site.folder().resolve("agent.log"), line));
    }

    /** The first in a kernel, as far as the agent can tell; all others cost nothing. */
    private JsonArray encDecs(Site site) {
        JsonArray list = new JsonArray();
        for (JsonElement simulated : agents.encDecs(site)) {
            JsonObject encDec = Json.object("kind", "forgetful");
            if (list.isEmpty()) {
                encDec = Json.object("kind", "macsec", "parent", "lo");
                encDec.add("local-sci", simulated.getAsJsonObject().get("local-sci"));
                encDec.add("peer-sci", simulated.getAsJsonObject().get("peer-sci"));
            }
            encDec.add("name", simulated.getAsJsonObject().get("name"));
            list.add(encDec);
        }
        return list;
    }

    private JsonObject sae(Site site) {
        return Json.objects(world.json().getAsJsonObject("qkd"), "saes").stream()
                .filter(sae -> sae.get("name").getAsString().equals(site.cf()))
                .findFirst()
                .orElseThrow();
    }

    private Site site(int number) {
        return agents.sites().get(number);
    }

    List<Site> sites() {
        return agents.sites();
    }

    private void writeFiles(int own, Path jar, String peerSae) throws IOException {
        Site site = site(own);
        Site peer = site(1 - own);
        JsonObject sae = sae(site);
        JsonObject file = AgentFiles.withoutKme(site, agents, folder.resolve("pki"));
        file.add(
                "kme",
                Json.object(
                        "uri", sae.get("kme"),
                        "sae-id", sae.get("sae-id"),
                        "certificates", sae.get("certificate"),
                        "key", sae.get("key"),
                        "authorities", world.json().get("ca-certificate")));
        JsonArray modules = new JsonArray();
        modules.add(Json.object("jar", jar, "settings", Json.object("file", recording(site))));
        file.add("modules", modules);
        file.add("enc-decs", encDecs(site));
        AgentFiles.save(site, file);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < associations; i++) {
            all.append(ASSOCIATION.formatted(i, peer.cf(), own == 0 ? "initiator" : "responder"));
        }
        // As after a restart: what a manager had configured before.
        Path netconf = Files.createDirectories(site.data().resolve("netconf"));
        Files.writeString(
                netconf.resolve("running.xml"),
                AGENT.formatted(peer.cf(), peer.host(), peer.ports().peer(), peerSae, all));
    }

    private static Path recording(Site site) {
        return site.folder().resolve("recorded");
    }

    RecordedKeys recorded(Site site) throws IOException {
        return RecordedKeys.read(recording(site));
    }

    boolean ready() throws IOException {
        return agents.ready();
    }

    long pid(Site site) {
        return children.get(sites().indexOf(site)).pid();
    }

    ProcessMemory memory(Site site) {
        return new ProcessMemory(pid(site));
    }

    /** The keys that a copy of the agent's journal calls destroyed. */
    Set<String> destroyed(Site site) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory(folder, "journal").resolve("journal.db");
        if (!children.get(sites().indexOf(site)).running()) {
            throw new IOException("the agent of " + site.cf() + " ended");
        }
        signal("-STOP", site);
        try {
            for (String file : List.of("journal.db", "journal.db-wal")) {
                Path part = site.data().resolve(file);
                if (Files.exists(part)) {
                    Files.copy(part, copy.resolveSibling(file));
                }
            }
        } finally {
            signal("-CONT", site);
        }
        Set<String> ids = new HashSet<>();
        try (Connection journal = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = journal.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM keys WHERE state = 'DESTROYED'")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException torn) {
            throw new IOException("the copy of the journal can't be read", torn);
        }
        return ids;
    }

    private void signal(String signal, Site site) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid(site))).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        for (Child child : children) {
            child.close();
        }
        world.close();
    }
}
