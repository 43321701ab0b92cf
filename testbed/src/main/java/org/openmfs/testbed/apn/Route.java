package org.openmfs.testbed.apn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * A way through the network.
 *
 * @param nodes from the first to the last
 * @param fibres between them; one less than nodes
 */
record Route(List<String> nodes, List<Fibre> fibres) {
    static final Route NONE = new Route(List.of(), List.of());

    /** The route of least delay over usable fibres (Dijkstra); {@link #NONE} where there is none. */
    static Route shortest(List<Fibre> network, String from, String to, Predicate<Fibre> usable) {
        Map<String, Long> best = new HashMap<>(Map.of(from, 0L));
        PriorityQueue<Reached> frontier = new PriorityQueue<>(Comparator.comparingLong(Reached::delay));
        frontier.add(new Reached(0, new Route(List.of(from), List.of())));
        while (!frontier.isEmpty()) {
            Reached here = frontier.poll();
            String node = here.route().nodes().getLast();
            if (node.equals(to)) {
                return here.route();
            }
            for (Fibre fibre : network) {
                if (fibre.touches(node) && usable.test(fibre)) {
                    long delay = here.delay() + fibre.plan().latencyMicros();
                    if (delay < best.getOrDefault(fibre.across(node), Long.MAX_VALUE)) {
                        best.put(fibre.across(node), delay);
                        frontier.add(new Reached(delay, here.route().onward(fibre, fibre.across(node))));
                    }
                }
            }
        }
        return NONE;
    }

    private record Reached(long delay, Route route) {}

    private Route onward(Fibre fibre, String node) {
        List<String> moreNodes = new ArrayList<>(nodes);
        moreNodes.add(node);
        List<Fibre> moreFibres = new ArrayList<>(fibres);
        moreFibres.add(fibre);
        return new Route(moreNodes, moreFibres);
    }
}
