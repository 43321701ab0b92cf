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
record Site(String device, String cf, String qkdNode, String port, String host, Path folder) {
    static final int NETCONF_PORT = 8300;
    static final int PEER_PORT = 8400;

    Path agentFile() {
        return folder.resolve("agent.json");
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
