package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** What an operator writes over RESTCONF: devices, managers, a network, a class and the one request. */
final class Requests {
    static final int REKEY_S = 3;
    static final int MAXIMUM_AGE_S = 60;
    static final int STOCK = 3;

    private Requests() {}

    static JsonObject device(Site site, String hostKey) throws IOException {
        return list(
                "mfs-network:device",
                Json.object(
                        "id",
                        site.device(),
                        "host",
                        site.host(),
                        "port",
                        site.ports().netconf(),
                        "host-key",
                        hostKey,
                        "user",
                        "mfs",
                        "password",
                        site.password()));
    }

    static JsonObject manager(String id, String kind, List<String> roots, Credential credential, Path authorities)
            throws IOException {
        return list(
                "mfs-network:manager",
                Json.object(
                        "id",
                        id,
                        "kind",
                        kind,
                        "address",
                        roots,
                        "certificate-authority",
                        Files.readString(authorities),
                        "user",
                        credential.username(),
                        "password",
                        credential.password()));
    }

    static JsonObject gold() {
        JsonObject floor =
                Json.object("factors", 2, "least-diversity", 2, "required-ground", List.of("quantum-channel"));
        JsonObject life = Json.object(
                "rekey-interval", REKEY_S,
                "maximum-key-age", MAXIMUM_AGE_S,
                "stock-target", STOCK,
                "when-keys-end", "keep-until-maximum-age");
        return list(
                "mfs-policy:protection-class",
                Json.object(
                        "id",
                        "gold",
                        "text",
                        "two factors of unrelated grounds, one of them QKD",
                        "floor",
                        floor,
                        "method",
                        List.of("ml-kem-1024", "qkd-014"),
                        "least-category",
                        3,
                        "maximum-trusted-nodes",
                        1,
                        "key-life",
                        life));
    }

    static JsonObject network(Agents agents, Outside outside) throws IOException {
        JsonArray nodes = new JsonArray();
        for (Site site : agents.sites()) {
            nodes.add(node(site, outside));
        }
        JsonObject network = Json.object("network-id", "demo");
        network.add("network-types", Json.object("mfs-network:mfs-network", new JsonObject()));
        network.addProperty("mfs-network:underlay", "apn");
        network.add("node", nodes);
        return list("ietf-network:network", network);
    }

    private static JsonObject node(Site site, Outside outside) throws IOException {
        JsonObject cf = Json.object(
                "id", site.cf(),
                "device", site.device(),
                "qkd-node", outside.qkdNode(site.qkdNode()).get("id"),
                "sae-id", outside.sae(site.cf()).get("sae-id"));
        JsonObject point = Json.object(
                "id", "nic",
                "kind", "kernel",
                "cf", site.cf(),
                "enc-dec", "macsec0",
                "offload", "terminating",
                "service-interface-point", outside.opticalPort(site.port()));
        JsonObject endpoint = Json.object(
                "id", site.endpoint(),
                "encryption-point", "nic",
                "near-endpoint", Json.object("owner", "the demonstration"));
        return Json.object(
                "node-id", site.device(),
                "mfs-network:cf", List.of(cf),
                "mfs-network:encryption-point", List.of(point),
                "mfs-network:endpoint", List.of(endpoint));
    }

    static JsonObject intent(Agents agents) {
        return Json.object(
                "a-end", Json.object("endpoint", agents.sites().get(0).endpoint()),
                "z-end", Json.object("endpoint", agents.sites().get(1).endpoint()),
                "protection-class", "gold");
    }

    static JsonObject service(Agents agents) {
        JsonObject service = intent(agents);
        service.addProperty("id", "blue");
        return list("mfs-service:service", service);
    }

    private static JsonObject list(String name, JsonObject entry) {
        return Json.object(name, List.of(entry));
    }
}
