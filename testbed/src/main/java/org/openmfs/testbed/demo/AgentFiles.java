package org.openmfs.testbed.demo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.peer.PkiMain;
import org.openmfs.testbed.web.Json;

/** Certificates and agent files of both sites, as an operator would prepare them. */
final class AgentFiles {
    private AgentFiles() {}

    /** Makes a test authority and the CFs' identities with {@code ./mfs pki}'s program. */
    static void issue(Path pki, List<Site> sites) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(Java.command(64));
        line.addAll(List.of(PkiMain.class.getName(), pki.toString()));
        sites.forEach(site -> line.add(site.cf()));
        Path log = pki.resolveSibling("pki.log");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    static void write(Site site, Agents agents, Outside outside, Path pki) throws IOException {
        JsonObject sae = outside.sae(site.cf());
        JsonObject file = withoutKme(site, agents, pki);
        file.add(
                "kme",
                Json.object(
                        "uri", sae.get("kme"),
                        "sae-id", sae.get("sae-id"),
                        "certificates", sae.get("certificate"),
                        "key", sae.get("key"),
                        "authorities", outside.authorities()));
        if (Files.exists(site.pskFile())) {
            file.add("psk", Json.object("file", site.pskFile()));
        }
        save(site, file);
    }

    static JsonObject withoutKme(Site site, Agents agents, Path pki) {
        JsonObject peering = Json.object(
                "listen", site.host() + ":" + site.ports().peer(),
                "certificates", pki.resolve(site.cf() + ".pem"),
                "key", pki.resolve(site.cf() + ".key.pem"),
                "authorities", pki.resolve("authority.pem"));
        return Json.object(
                "cf",
                site.cf(),
                "data",
                site.data(),
                "netconf",
                site.host() + ":" + site.ports().netconf(),
                "peering",
                peering,
                "enc-decs",
                agents.encDecs(site));
    }

    static void save(Site site, JsonObject file) throws IOException {
        Files.createDirectories(site.folder());
        Files.writeString(site.agentFile(), file.toString());
    }
}
