package org.openmfs.agent.netconf;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.SettingsFile;
import org.openmfs.agent.peer.PeerAddress;
import org.openmfs.agent.registry.RegistryFailure;

/** {@code agent FILE}: runs the MFS CF that the file describes until it is told to stop. */
public final class AgentMain {
    private AgentMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1 || arguments[0].startsWith("-")) {
            System.err.println("usage: agent FILE");
            System.exit(2);
        }
        try {
            run(SettingsFile.read(Path.of(arguments[0])));
        } catch (NoSuchFileException absent) {
            System.err.println("agent: there is no file " + absent.getMessage());
            System.exit(1);
        } catch (IOException | RegistryFailure unusable) {
            unusable.getMessage().lines().forEach(line -> System.err.println("agent: " + line));
            System.exit(1);
        }
    }

    private static void run(AgentSettings settings) throws IOException, InterruptedException {
        MfsAgent agent = MfsAgent.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                agent.close();
            } catch (IOException fault) {
                System.err.println("agent: " + fault.getMessage());
            }
            stopped.countDown();
        }));
        System.out.println("host key " + agent.fingerprint());
        System.out.println("user mfs, password in " + MfsAgent.passwordFile(settings));
        System.out.println("peers at " + settings.peering().place().told(agent.peerPort()));
        for (PeerAddress called : settings.netconf().callable(agent.netconfPort())) {
            System.out.println("NETCONF at " + called);
        }
        stopped.await();
    }
}
