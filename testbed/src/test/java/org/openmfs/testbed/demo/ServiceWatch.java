package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told of a service from now on: each phase with its reasons, as asked for again and again and as logged. */
final class ServiceWatch implements AutoCloseable {
    /** Each reason is its code, a colon and its text; a phase without reasons is told in words alone. */
    private static final Pattern REASON = Pattern.compile("(?:^|; )([a-z]+(?:-[a-z]+)*): ");

    private static final Duration POLL = Duration.ofMillis(50);

    private final Controller controller;
    private final String service;
    private final Path log;
    private final long logged;
    private final List<Sight> sights = new CopyOnWriteArrayList<>();
    private final Thread poller;

    /** A phase and its reasons. */
    record Sight(Instant at, String phase, List<String> reasons) {}

    /** @param log where the controller says what it does */
    ServiceWatch(Controller controller, String service, Path log) throws IOException {
        this.controller = controller;
        this.service = service;
        this.log = log;
        logged = Files.exists(log) ? Files.size(log) : 0;
        poller = Thread.ofVirtual().start(this::poll);
    }

    private void poll() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sights.add(new Sight(Instant.now(), controller.phase(service), controller.reasons(service)));
            } catch (IOException | RuntimeException away) {
                // A controller that is away tells nothing.
            } catch (InterruptedException closed) {
                return;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    /** What was seen by asking. */
    List<Sight> seen() {
        return List.copyOf(sights);
    }

    /** What the controller logged when the phase changed, oldest first. */
    List<Sight> changes() throws IOException {
        Pattern moved = Pattern.compile("service " + service + " moved (\\S+) -> (\\S+) because (.*)");
        byte[] all = Files.readAllBytes(log);
        String since = new String(all, (int) logged, (int) (all.length - logged));
        List<Sight> changes = new ArrayList<>();
        for (Matcher line = moved.matcher(since); line.find(); ) {
            changes.add(new Sight(
                    Instant.MIN,
                    line.group(2),
                    REASON.matcher(line.group(3))
                            .results()
                            .map(reason -> reason.group(1))
                            .distinct()
                            .toList()));
        }
        return changes;
    }

    /** The reasons that were told together, seen or logged; without those moments when all was well. */
    List<List<String>> reasons() throws IOException {
        List<Sight> all = new ArrayList<>(changes());
        all.addAll(seen());
        return all.stream()
                .map(Sight::reasons)
                .filter(reasons -> !reasons.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        poller.interrupt();
        poller.join();
    }
}
