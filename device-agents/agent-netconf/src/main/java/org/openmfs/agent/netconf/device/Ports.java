package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.netconf.device.AgentSettings.EncDecPlace;

/** Whether every address that an agent wants is free, tried before anything starts. */
final class Ports {
    private final List<String> faults = new ArrayList<>();

    private Ports() {}

    /** A line for each address that cannot be had. */
    static List<String> faults(AgentSettings settings) {
        Ports ports = new Ports();
        ports.server(settings.netconf().bind());
        ports.server(settings.peering().place().bind());
        for (EncDecPlace place : settings.encDecs()) {
            if (place instanceof EncDecPlace.Simulated simulated) {
                ports.socket(simulated.wire().own());
                ports.socket(simulated.edge().own());
            }
        }
        return ports.faults;
    }

    private void server(InetSocketAddress address) {
        try (ServerSocket server = new ServerSocket()) {
            // As the servers do: connections of an agent that just ended are no hindrance.
            server.setReuseAddress(true);
            server.bind(address);
        } catch (IOException taken) {
            note(address, taken);
        }
    }

    private void socket(InetSocketAddress address) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(address);
        } catch (IOException taken) {
            note(address, taken);
        }
    }

    private void note(InetSocketAddress address, IOException refused) {
        String text = Optional.ofNullable(refused.getMessage()).orElse("");
        String why;
        if (text.contains("in use")) {
            why = "in use";
        } else if (text.contains("ermission")) {
            why = "this user may not listen there (ports below 1024 need CAP_NET_BIND_SERVICE)";
        } else if (text.contains("assign")) {
            why = "no address of this machine";
        } else {
            why = "cannot be listened at";
        }
        faults.add(AddressText.of(address) + ": " + why);
    }
}
