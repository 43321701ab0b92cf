package org.openmfs.testbed;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.topology.Topology;
import org.openmfs.testbed.topology.TopologyException;
import org.openmfs.testbed.topology.TopologyFile;
import org.openmfs.testbed.web.Json;

/**
 * The process of one network. Its set-up comes as one line of JSON on standard input, so that no secret is on a command line; it
 * answers with one line of JSON, and ends when standard input closes, however its parent came to its end.
 */
public final class PartMain {
    private static final long PATIENCE_SECONDS = 5;

    private PartMain() {}

    /** @param args the kind of network and the topology file */
    public static void main(String[] args) throws IOException, TopologyException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PartKind kind = PartKind.valueOf(args[0]);
        Topology topology = TopologyFile.read(Path.of(args[1]));
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> awaitOrder(over)));
        try (Part part = kind.start(topology, PartSetup.of(Json.parseObject(in.readLine())))) {
            answer(Json.object("ready", part.description()));
            while (in.readLine() != null) {
                // Nothing is expected; the end of the stream is the order to stop.
            }
        } catch (IOException e) {
            answer(Json.object("error", e.getMessage()));
        }
        over.countDown();
        System.exit(0);
    }

    /** Ctrl-C in a terminal reaches every process at once; the parent shall stop this one, not find it dead. */
    private static void awaitOrder(CountDownLatch over) {
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(JsonObject json) {
        System.out.println(json);
    }
}
