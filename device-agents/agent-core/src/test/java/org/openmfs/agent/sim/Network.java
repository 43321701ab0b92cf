package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;

/** Carries messages between agents; may lose, double, delay and reorder them, and has a firewall. */
final class Network {
    private static final int LATEST_MS = 40;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Checker checker;
    private final Map<CfId, Node> nodes = new HashMap<>();
    private BiConsumer<CfId, Message> watch = (from, message) -> {};
    private Firewall firewall = (from, to, message) -> List.of(new Passage(from, to, message));
    private double loss;
    private double doubling;
    private double lateness;
    private boolean up = true;
    private Duration lastArrival = Duration.ZERO;

    /** A message from one CF to another. */
    record Passage(CfId from, CfId to, Message message) {}

    /** What becomes of a message. */
    interface Firewall {
        List<Passage> pass(CfId from, CfId to, Message message);
    }

    Network(VirtualTime time, RandomGenerator random, Checker checker) {
        this.time = time;
        this.random = random;
        this.checker = checker;
    }

    void join(CfId name, Node node) {
        nodes.put(name, node);
    }

    /** Is told what every CF says. */
    void watch(BiConsumer<CfId, Message> by) {
        watch = by;
    }

    void firewall(Firewall rules) {
        firewall = rules;
    }

    void faults(double losses, double doublings, double late) {
        loss = losses;
        doubling = doublings;
        lateness = late;
    }

    /** Cuts or mends the link, and tells both ends. */
    void up(boolean isUp) {
        up = isUp;
        count(!isUp, Injection.LINK_CUT);
        nodes.forEach((name, node) -> nodes.keySet().stream()
                .filter(other -> !other.equals(name))
                .forEach(other -> node.linkChanged(other, state())));
    }

    private PeerLink.LinkState state() {
        return up ? new PeerLink.LinkState.Up(2) : new PeerLink.LinkState.Down("the network is cut");
    }

    boolean isUp() {
        return up;
    }

    PeerLink linkOf(CfId from) {
        return (to, message) -> {
            watch.accept(from, message);
            if (message instanceof Message.Offer offer && !fitsItself(offer)) {
                checker.violated(
                        Harm.LOST,
                        "malformed: " + from + " offers " + offer.suites() + " and selects " + offer.selected()
                                + " with " + offer.contributions().size() + " contributions");
            } else {
                if (message instanceof Message.Offer offer) {
                    checker.offered(offer);
                }
                firewall.pass(from, to, message).forEach(this::carry);
            }
        };
    }

    /** What the wire takes: an offer selects one of its suites, with a contribution for each of its methods. */
    private static boolean fitsItself(Message.Offer offer) {
        return offer.suites().stream()
                .anyMatch(suite -> suite.id().equals(offer.selected())
                        && suite.methods().size() == offer.contributions().size());
    }

    private void carry(Network.Passage passage) {
        int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < doubling ? 2 : 1;
        count(copies == 0, Injection.MESSAGE_LOST);
        count(copies == 2, Injection.MESSAGE_DOUBLED);
        for (int i = 0; i < copies && up; i++) {
            boolean late = random.nextDouble() < lateness;
            count(late, Injection.MESSAGE_DELAYED);
            long delay = 1L + random.nextInt(LATEST_MS) + (late ? random.nextInt(20_000) : 0);
            Duration arrival = time.elapsed().plusMillis(delay);
            count(arrival.compareTo(lastArrival) < 0, Injection.MESSAGES_REORDERED);
            lastArrival = arrival.compareTo(lastArrival) > 0 ? arrival : lastArrival;
            time.after(Duration.ofMillis(delay), () -> deliver(passage));
        }
    }

    private void count(boolean happens, Injection kind) {
        if (happens) {
            checker.injected(kind);
        }
    }

    private void deliver(Network.Passage passage) {
        if (up) {
            nodes.get(passage.to()).received(passage.from(), passage.message());
        }
    }
}
