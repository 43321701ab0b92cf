package org.openmfs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.openmfs.standalone.Controller;
import org.openmfs.standalone.ControllerOptions;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/**
 * What a change of one service takes that a client makes over RESTCONF, from the request until nothing is left to do: the
 * plain controller on a folder of its own, whose devices are all locked.
 */
final class RestconfWrites {
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final double IDLE = 0.2;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * CPU of all threads for one, in microseconds.
     *
     * @param warmUp so many before
     */
    double of(Fleet.Size size, int warmUp, int writes) throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("writes");
        FleetConfiguration configuration = new FleetConfiguration(size);
        try {
            try (EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(folder)) {
                for (String part : configuration.ground("locked")) {
                    FleetConfiguration.write(mdsal, part);
                }
                FleetConfiguration.write(mdsal, configuration.services());
            }
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (Controller controller =
                    Controller.start(new ControllerOptions(folder, anyPort, Optional.empty(), Optional.empty()))) {
                write(controller, configuration, 0, warmUp);
                awaitQuiet();
                long before = system.getProcessCpuTime();
                write(controller, configuration, warmUp, writes);
                awaitQuiet();
                return (system.getProcessCpuTime() - before) / NANOS_PER_MICRO / writes;
            }
        } finally {
            remove(folder);
        }
    }

    private void write(Controller controller, FleetConfiguration configuration, int first, int writes)
            throws IOException, InterruptedException {
        String user = "admin:" + Files.readString(controller.administratorPasswordFile());
        String credential = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        for (int i = first; i < first + writes; i++) {
            int number = i % configuration.size().services();
            String body = "{\"mfs-service:service\":[" + configuration.service(number, "change " + i) + "]}";
            HttpRequest put = HttpRequest.newBuilder(
                            URI.create(controller.restconf() + "/data/mfs-service:services/service=s" + number))
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/yang-data+json")
                    .header("Authorization", "Basic " + credential)
                    .build();
            HttpResponse<String> reply = client.send(put, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 204) {
                throw new IOException(reply.statusCode() + " " + reply.body());
            }
        }
    }

    /** Until the process has next to nothing to do. */
    private void awaitQuiet() throws InterruptedException {
        double busy = 1;
        while (busy > IDLE) {
            long before = system.getProcessCpuTime();
            Thread.sleep(QUIET);
            busy = (system.getProcessCpuTime() - before) / (double) QUIET.toNanos();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
