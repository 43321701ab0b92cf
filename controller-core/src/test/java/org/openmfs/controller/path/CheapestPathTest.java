package org.openmfs.controller.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CheapestPathTest {
    private static final long FAR = Long.MAX_VALUE / 4;

    @Test
    void of_two_ways_the_cheaper_is_taken_though_it_is_longer() {
        Graph graph = graph(4, new int[][] {{0, 3, 10}, {0, 1, 2}, {1, 2, 2}, {2, 3, 2}});
        CheapestPath.Found found = CheapestPath.between(graph, 0, 3).orElseThrow();
        assertThat(found.vertices()).containsExactly(0, 1, 2, 3);
        assertThat(found.cost()).isEqualTo(6);
    }

    @Test
    void of_two_ways_of_one_cost_the_shorter_is_taken() {
        Graph graph = graph(3, new int[][] {{0, 1, 1}, {1, 2, 1}, {0, 2, 2}});
        assertThat(CheapestPath.between(graph, 0, 2).orElseThrow().vertices()).containsExactly(0, 2);
    }

    @Test
    void where_no_arc_leads_there_is_no_path() {
        assertThat(CheapestPath.between(graph(2, new int[][] {{1, 0, 1}}), 0, 1))
                .isEmpty();
    }

    @Test
    void costs_are_those_of_floyd_and_warshall_on_random_graphs() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(18);
            int[][] arcs = new int[random.nextInt(4 * n)][];
            Arrays.setAll(arcs, i -> new int[] {random.nextInt(n), random.nextInt(n), random.nextInt(9)});
            long[][] expected = allPairs(n, arcs);
            Graph graph = graph(n, arcs);
            for (int from = 0; from < n; from++) {
                for (int to = 0; to < n; to++) {
                    long cost = CheapestPath.between(graph, from, to)
                            .map(CheapestPath.Found::cost)
                            .orElse(FAR);
                    assertThat(cost).as("seed %d, %d to %d", seed, from, to).isEqualTo(expected[from][to]);
                }
            }
        }
    }

    private static long[][] allPairs(int n, int[][] arcs) {
        long[][] cost = new long[n][n];
        for (long[] row : cost) {
            Arrays.fill(row, FAR);
        }
        for (int v = 0; v < n; v++) {
            cost[v][v] = 0;
        }
        for (int[] arc : arcs) {
            cost[arc[0]][arc[1]] = Math.min(cost[arc[0]][arc[1]], arc[2]);
        }
        for (int via = 0; via < n; via++) {
            for (int from = 0; from < n; from++) {
                for (int to = 0; to < n; to++) {
                    cost[from][to] = Math.min(cost[from][to], Math.min(FAR, cost[from][via] + cost[via][to]));
                }
            }
        }
        return cost;
    }

    private static Graph graph(int vertices, int[][] arcs) {
        List<Graph.Arc> list = new ArrayList<>();
        for (int[] arc : arcs) {
            list.add(new Graph.Arc(arc[0], arc[1], arc[2]));
        }
        return new Graph(vertices, list);
    }
}
