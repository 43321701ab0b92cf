package org.openmfs.testbed.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.testbed.TestbedMain;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.Credential;

/** The outside world: a QKD network and an APN-C in processes of their own, and the handles to trouble them. */
final class Outside implements AutoCloseable {
    private final Child process;
    private final Path folder;

    private Outside(Child process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** @param more options of the testbed's command */
    static Outside start(Path topology, Path folder, String bind, String... more) throws IOException {
        List<String> line = new ArrayList<>(Java.command(256));
        line.addAll(
                List.of(TestbedMain.class.getName(), topology.toString(), "--dir", folder.toString(), "--bind", bind));
        line.addAll(List.of(more));
        return new Outside(Child.start(folder.resolveSibling("testbed.log"), line), folder);
    }

    boolean ready() throws IOException {
        return process.said("testbed ready").isPresent();
    }

    private JsonObject description() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("testbed.json")))
                .getAsJsonObject();
    }

    private JsonObject named(String network, String list, String name) throws IOException {
        for (JsonElement entry : description().getAsJsonObject(network).getAsJsonArray(list)) {
            if (entry.getAsJsonObject().get("name").getAsString().equals(name)) {
                return entry.getAsJsonObject();
            }
        }
        throw new IOException("the testbed has no " + name + " in " + list);
    }

    JsonObject sae(String name) throws IOException {
        return named("qkd", "saes", name);
    }

    JsonObject qkdNode(String name) throws IOException {
        return named("qkd", "nodes", name);
    }

    String opticalPort(String name) throws IOException {
        return named("apn", "sips", name).get("uuid").getAsString();
    }

    List<JsonObject> qkdLinks() throws IOException {
        return description().getAsJsonObject("qkd").getAsJsonArray("links").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    List<String> qkdRoots() throws IOException {
        List<String> roots = new ArrayList<>();
        for (JsonElement node : description().getAsJsonObject("qkd").getAsJsonArray("nodes")) {
            roots.add(node.getAsJsonObject().get("restconf").getAsString());
        }
        return roots;
    }

    String apnRoot() throws IOException {
        return description().getAsJsonObject("apn").get("restconf").getAsString();
    }

    Credential credential(String network) throws IOException {
        return Credential.read(Path.of(description()
                .getAsJsonObject(network)
                .get("restconf-credential")
                .getAsString()));
    }

    Path authorities() throws IOException {
        return Path.of(description().get("ca-certificate").getAsString());
    }

    QkdControl qkd() throws IOException {
        JsonObject all = description();
        return new QkdControl(
                URI.create(all.getAsJsonObject("qkd").get("control").getAsString()),
                Credential.read(Path.of(all.get("control-credential").getAsString())));
    }

    /** Connectivity services and QKD applications that are still set up, as the networks themselves say. */
    int leftovers() throws IOException {
        int left = entries(
                "apn", apnRoot(), "/data/tapi-common:context/tapi-connectivity:connectivity-context", "end-point");
        for (String root : qkdRoots()) {
            left += entries("qkd", root, "/data/etsi-qkd-sdn-node:qkd_node", "app_id");
        }
        return left;
    }

    /** How often a member of this name is in the resource. */
    private int entries(String network, String root, String path, String member) throws IOException {
        try {
            return client(network, root).get(path).orElse("").split("\"" + member + "\"", -1).length - 1;
        } catch (SouthboundFailure away) {
            throw new IOException(away.getMessage(), away);
        }
    }

    /** A controller's client of a network's server. */
    RestconfClient client(String network, String root) throws IOException {
        Credential credential = credential(network);
        return new RestconfClient(
                network,
                URI.create(root),
                ManagerTls.trusting(Optional.of(Files.readString(authorities()))),
                new Login.Basic(
                        new org.openmfs.controller.model.Credential(credential.username(), credential.password())));
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
