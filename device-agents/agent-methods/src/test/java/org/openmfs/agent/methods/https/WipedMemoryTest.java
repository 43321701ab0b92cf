package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Room for as many exchanges as there may be at a time, each as long as an answer may be. */
final class WipedMemoryTest {
    private static final int LARGEST = 1 << 20;

    @Test
    void each_of_four_exchanges_has_room_of_its_own_for_the_longest_answer() throws Exception {
        WipedMemory memory = new WipedMemory(LARGEST);
        try (WipedMemory.Part one = part(memory);
                WipedMemory.Part two = part(memory);
                WipedMemory.Part three = part(memory);
                WipedMemory.Part four = part(memory)) {
            byte mark = 1;
            for (WipedMemory.Part part : new WipedMemory.Part[] {one, two, three, four}) {
                fill(part.body(), mark++);
            }
            mark = 1;
            for (WipedMemory.Part part : new WipedMemory.Part[] {one, two, three, four}) {
                assertThat(part.body().capacity()).isEqualTo(LARGEST);
                assertThat(part.body().get(0)).isEqualTo(mark);
                assertThat(part.body().get(LARGEST - 1)).isEqualTo(mark++);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    private static WipedMemory.Part part(WipedMemory memory) throws Exception {
        return memory.take(Deadline.in(Duration.ofSeconds(10), Overdue.Stage.ANSWER));
    }

    private static void fill(ByteBuffer buffer, byte mark) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, mark);
        }
    }
}
