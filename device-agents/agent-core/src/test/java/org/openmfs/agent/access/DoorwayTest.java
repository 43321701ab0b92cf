package org.openmfs.agent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class DoorwayTest {
    private final Doorway<String> doorway = new Doorway<>(3);

    private static InetAddress address(int last) throws Exception {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Test
    void as_long_as_there_is_room_nobody_has_to_go() throws Exception {
        assertThat(doorway.enter("a", address(1))).isEmpty();
        assertThat(doorway.enter("b", address(1))).isEmpty();
        assertThat(doorway.enter("c", address(2))).isEmpty();
    }

    @Test
    void without_room_for_one_there_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Doorway<>(0));
    }

    @Test
    void the_address_with_the_most_gives_up_its_oldest() throws Exception {
        doorway.enter("first of 2", address(2));
        doorway.enter("first of 1", address(1));
        doorway.enter("second of 1", address(1));

        assertThat(doorway.enter("newcomer", address(3))).contains("first of 1");
        assertThat(doorway.leave("first of 1")).isFalse();
    }

    @Test
    void of_many_addresses_with_one_each_the_oldest_goes() throws Exception {
        doorway.enter("a", address(1));
        doorway.enter("b", address(2));
        doorway.enter("c", address(3));

        assertThat(doorway.enter("d", address(4))).contains("a");
    }

    @Test
    void whoever_has_left_takes_no_room() throws Exception {
        doorway.enter("a", address(1));
        doorway.enter("b", address(1));
        doorway.enter("c", address(1));

        assertThat(doorway.leave("b")).isTrue();
        assertThat(doorway.leave("b")).isFalse();
        assertThat(doorway.enter("d", address(1))).isEmpty();
    }
}
