package org.openmfs.agent.netconf.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The toy device as a process of its own. Prints its port; ends when its standard input does. */
final class ToyServerMain {
    private ToyServerMain() {}

    /**
     * Runs the server.
     *
     * @param arguments the data folder, and the file of authorized keys if there is one
     */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var keys = arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.<Path>empty();
        var defaults = ServerSettings.onLoopback(0, folder);
        var settings = new ServerSettings(
                defaults.bind(), folder, new ServerSettings.User("admin", Optional.empty(), keys), defaults.limits());
        var device = new ToyDevice();
        try (var server = new AgentServer(settings, ToyDevice.MODEL, device, device, device.rpcs())) {
            server.start();
            System.out.println("port " + server.port());
            while (System.in.read() >= 0) {
                server.events().publish(ToyDevice.keyInstalled("blue", 1));
            }
        }
    }
}
