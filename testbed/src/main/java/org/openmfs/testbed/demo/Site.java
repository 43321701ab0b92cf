package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One end of the demonstration: a CF, its agent and where it is reached.
 *
 * @param cf its name, for its certificate and its KME alike
 * @param qkdNode name of the QKD node at its side
 * @param port name of its port towards the APN
 * @param folder the agent's file, data and output
 */
record Site(String device, String cf, String qkdNode, String port, String host, Ports ports, Path folder) {
    /** TCP ports at which the agent listens. */
    record Ports(int netconf, int peer) {}

    Path agentFile() {
        return folder.resolve("agent.json");
    }

    /** Pre-shared keys, if the site has any. */
    Path pskFile() {
        return folder.resolve("psk");
    }

    Path data() {
        return folder.resolve("data");
    }

    String endpoint() {
        return "endpoint-" + device;
    }

    /** The password that the agent made at its first start. */
    String password() throws IOException {
        return Files.readString(data().resolve("netconf/netconf-password")).strip();
    }
}
