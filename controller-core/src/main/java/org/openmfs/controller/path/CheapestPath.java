package org.openmfs.controller.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The cheapest path between two vertices (Dijkstra); of paths of one cost, the one with the fewest arcs. */
public final class CheapestPath {
    private static final long FAR = Long.MAX_VALUE;
    private static final int NOBODY = -1;

    private final Graph graph;
    private final long[] distance;
    private final int[] arcs;
    private final int[] before;
    private final VertexHeap open;

    private CheapestPath(Graph graph) {
        this.graph = graph;
        distance = new long[graph.vertices()];
        arcs = new int[graph.vertices()];
        before = new int[graph.vertices()];
        Arrays.fill(distance, FAR);
        Arrays.fill(before, NOBODY);
        open = new VertexHeap(graph.vertices());
    }

    /** A path and its cost. */
    public record Found(List<Integer> vertices, long cost) {
        public Found {
            vertices = List.copyOf(vertices);
        }
    }

    /** Empty when there is no path. */
    public static Optional<Found> between(Graph graph, int from, int to) {
        CheapestPath search = new CheapestPath(graph);
        search.run(from, to);
        return search.distance[to] == FAR ? Optional.empty() : Optional.of(search.trace(to));
    }

    private void run(int from, int to) {
        distance[from] = 0;
        open.offer(from, 0);
        while (!open.isEmpty()) {
            int vertex = open.poll();
            if (vertex == to) {
                return;
            }
            for (int arc = graph.firstArc(vertex); arc < graph.endOfArcs(vertex); arc++) {
                relax(vertex, graph.head(arc), graph.cost(arc));
            }
        }
    }

    private void relax(int tail, int head, int cost) {
        long through = distance[tail] + cost;
        boolean better = through < distance[head] || through == distance[head] && arcs[tail] + 1 < arcs[head];
        if (better) {
            distance[head] = through;
            arcs[head] = arcs[tail] + 1;
            before[head] = tail;
            open.offer(head, through);
        }
    }

    private Found trace(int to) {
        List<Integer> vertices = new ArrayList<>();
        for (int vertex = to; vertex != NOBODY; vertex = before[vertex]) {
            vertices.add(vertex);
        }
        Collections.reverse(vertices);
        return new Found(vertices, distance[to]);
    }
}
