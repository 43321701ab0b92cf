package org.openmfs.testbed.demo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.SettingsFile;
import org.openmfs.agent.registry.RegistryFailure;
import org.openmfs.testbed.web.Json;

/** Two agents of ours whose keys come from KMEs that answer as those of another maker. */
final class OwnKmePair implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;

    private final String name;
    private final SimulatedAgents agents;
    private final ReplayingKme.Store store;
    private final List<Side> sides;
    private final List<ReplayingKme> kmes;
    private final List<MfsAgent> running = new ArrayList<>();

    /** What an operator of such a KME hands to one CF: its name there, and the members of its agent's {@code kme}. */
    private record Side(String sae, JsonObject kme) {}

    private OwnKmePair(
            String name, SimulatedAgents agents, ReplayingKme.Store store, List<ReplayingKme> kmes, List<Side> sides) {
        this.name = name;
        this.agents = agents;
        this.store = store;
        this.kmes = kmes;
        this.sides = sides;
    }

    /** Each SAE has a KME; all names are UUIDs, and certificates of version 1 carry nothing else. */
    static OwnKmePair nextDoor(Path folder) throws IOException {
        KmeRecording recording = KmeRecording.of("next-door-key-simulator");
        SimulatorAuthority authority = new SimulatorAuthority(folder.resolve("certs"), "CN=CA,O=CA,C=LV", true);
        ReplayingKme.Store store = new ReplayingKme.Store(true, BAD_REQUEST);
        List<String> names = List.of(uuid(), uuid());
        List<ReplayingKme> kmes = new ArrayList<>();
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String sae = uuid();
            SimulatorAuthority.Party kme = authority.issue(
                    "CN=%s,O=KME %d,C=LV".formatted(names.get(i), i + 1), KeyPurposeId.id_kp_serverAuth);
            SimulatorAuthority.Party client =
                    authority.issue("CN=%s,O=SAE %d,C=LV".formatted(sae, i + 1), KeyPurposeId.id_kp_clientAuth);
            ReplayingKme.Names own = new ReplayingKme.Names(names.get(i), names.get(1 - i));
            kmes.add(new ReplayingKme(recording, own, store, authority.serverContext(kme)));
            sides.add(side(kmes.getLast(), names.get(i), sae, authority, client));
        }
        return new OwnKmePair("next-door", new SimulatedAgents(folder, 1, "-n"), store, kmes, sides);
    }

    /** One KME for both SAEs; its certificate has a purpose and no name but the common one, its authority's is of version 1. */
    static OwnKmePair easy(Path folder) throws IOException {
        KmeRecording recording = KmeRecording.of("easy-kme");
        String place = "C=US,ST=TX,O=HPE-Networking,OU=Easy-KME Lab,CN=";
        SimulatorAuthority authority =
                new SimulatorAuthority(folder.resolve("certs"), place + "Easy-KME Root CA1", false);
        ReplayingKme.Store store = new ReplayingKme.Store(false, UNAUTHORIZED);
        String name = "KME_LAB_001";
        SimulatorAuthority.Party kme = authority.issue(place + name, KeyPurposeId.id_kp_serverAuth);
        ReplayingKme.Names both = new ReplayingKme.Names(name, name);
        ReplayingKme one = new ReplayingKme(recording, both, store, authority.serverContext(kme));
        List<Side> sides = new ArrayList<>();
        for (String sae : List.of("SAE_001", "SAE_002")) {
            SimulatorAuthority.Party client = authority.issue(place + sae, KeyPurposeId.id_kp_clientAuth);
            sides.add(side(one, name, sae, authority, client));
        }
        return new OwnKmePair("easy", new SimulatedAgents(folder, 1, "-e"), store, List.of(one), sides);
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static Side side(
            ReplayingKme kme, String name, String sae, SimulatorAuthority authority, SimulatorAuthority.Party client)
            throws IOException {
        return new Side(
                sae,
                Json.object(
                        "uri",
                        kme.uri(),
                        "name",
                        "CN=" + name,
                        "sae-id",
                        sae,
                        "certificates",
                        authority.certificateFile(sae, client),
                        "key",
                        authority.keyFile(sae, client),
                        "authorities",
                        authority.authorities()));
    }

    /** The service's name too. */
    String name() {
        return name;
    }

    List<Site> sites() {
        return agents.sites();
    }

    /** Names of keys that both CFs fetched. */
    ReplayingKme.Store store() {
        return store;
    }

    /** @param pki where the CFs' own certificates are */
    void start(Path pki) throws IOException, RegistryFailure {
        for (int i = 0; i < sides.size(); i++) {
            Site site = sites().get(i);
            JsonObject file = AgentFiles.withoutKme(site, agents, pki);
            file.add("kme", sides.get(i).kme());
            AgentFiles.save(site, file);
            running.add(MfsAgent.start(SettingsFile.read(site.agentFile())));
        }
    }

    String hostKey(Site site) {
        return running.get(sites().indexOf(site)).fingerprint();
    }

    /** The site as the network has it: a CF with the name that its KME gives it, and no QKD node. */
    JsonObject node(Site site) {
        JsonObject cf = Json.object(
                "id", site.cf(),
                "device", site.device(),
                "sae-id", sides.get(sites().indexOf(site)).sae());
        JsonObject point = Json.object("id", "nic", "kind", "kernel", "cf", site.cf(), "enc-dec", "macsec0");
        return Json.object(
                "node-id",
                site.device(),
                "mfs-network:cf",
                List.of(cf),
                "mfs-network:encryption-point",
                List.of(point),
                "mfs-network:endpoint",
                List.of(Json.object("id", site.endpoint(), "encryption-point", "nic")));
    }

    @Override
    public void close() throws IOException {
        for (MfsAgent agent : running) {
            agent.close();
        }
        kmes.forEach(ReplayingKme::close);
    }
}
