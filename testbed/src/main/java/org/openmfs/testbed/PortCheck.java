package org.openmfs.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.testbed.web.PortMemory;
import org.openmfs.testbed.web.WebServer;

/** Finds out what cannot be listened at before anything is started. */
final class PortCheck {
    private final List<String> faults = new ArrayList<>();

    /** @throws TestbedException where this machine has no such address */
    PortCheck requireAddress(String bind) throws TestbedException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(bind), 0));
            return this;
        } catch (UnknownHostException e) {
            throw new TestbedException("--bind " + bind + ": there is no such address");
        } catch (IOException e) {
            throw new TestbedException("--bind " + bind + ": this machine has no such address: " + e.getMessage());
        }
    }

    /** Tries each door whose port is known: by the file, or from an earlier start. */
    PortCheck with(List<WebServer.Place> doors, PortMemory memory) {
        for (WebServer.Place door : doors) {
            boolean drawn = door.address().port() == 0;
            int port = drawn
                    ? memory.drawn(door.purpose()).orElse(0)
                    : door.address().port();
            if (port != 0) {
                attempt(door, port, drawn ? "; " + memory.advice() : "");
            }
        }
        return this;
    }

    private void attempt(WebServer.Place door, int port, String advice) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(
                    new InetSocketAddress(InetAddress.getByName(door.address().host()), port));
        } catch (IOException e) {
            faults.add("%s: cannot listen on %s: %s%s"
                    .formatted(door.purpose(), door.address().at(port), e.getMessage(), advice));
        }
    }

    /** @throws TestbedException with a line for each address that cannot be had */
    void report() throws TestbedException {
        if (!faults.isEmpty()) {
            throw new TestbedException(String.join("\n", faults));
        }
    }
}
