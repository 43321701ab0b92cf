package org.openmfs.controller.path;

import java.util.Arrays;

/** A binary heap of vertices by key, in primitive arrays; offering a vertex again lowers its key. */
final class VertexHeap {
    private static final int ABSENT = -1;

    private final int[] heap;
    private final int[] place;
    private final long[] key;
    private int size;

    VertexHeap(int vertices) {
        heap = new int[vertices];
        place = new int[vertices];
        key = new long[vertices];
        Arrays.fill(place, ABSENT);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void offer(int vertex, long newKey) {
        if (place[vertex] == ABSENT) {
            place[vertex] = size;
            heap[size++] = vertex;
        }
        key[vertex] = newKey;
        up(place[vertex]);
    }

    int poll() {
        int top = heap[0];
        place[top] = ABSENT;
        int last = heap[--size];
        if (size > 0) {
            put(0, last);
            down(0);
        }
        return top;
    }

    private void up(int from) {
        int at = from;
        int vertex = heap[at];
        while (at > 0 && key[heap[(at - 1) >> 1]] > key[vertex]) {
            put(at, heap[(at - 1) >> 1]);
            at = (at - 1) >> 1;
        }
        put(at, vertex);
    }

    private void down(int from) {
        int at = from;
        int vertex = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && key[heap[child + 1]] < key[heap[child]]) {
                child++;
            }
            if (key[heap[child]] >= key[vertex]) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, vertex);
    }

    private void put(int at, int vertex) {
        heap[at] = vertex;
        place[vertex] = at;
    }
}
