package org.openmfs.agent.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.KeyLength;

/** What a method says of itself and to its peer. */
final class MethodWordsTest {
    private static final MethodId ID = new MethodId("ml-kem-1024");

    @Test
    void the_same_ground_says_0_kin_1_and_others_2_of_each_other() {
        for (Ground one : Ground.KNOWN) {
            for (Ground other : Ground.KNOWN) {
                assertThat(one.diversity(other)).as(one + " and " + other).isEqualTo(other.diversity(one));
            }
            assertThat(one.diversity(one)).isZero();
            assertThat(one.diversity(new Ground("vendor"))).isZero();
            assertThat(new Ground("vendor").diversity(one)).isZero();
        }
        assertThat(Ground.STRUCTURED_LATTICE.diversity(Ground.PLAIN_LATTICE)).isEqualTo(1);
        assertThat(Ground.CODE_GOPPA.diversity(Ground.CODE_QUASI_CYCLIC)).isEqualTo(1);
        assertThat(Ground.PLAIN_LATTICE.diversity(Ground.CODE_GOPPA)).isEqualTo(2);
        assertThat(Ground.QUANTUM_CHANNEL.diversity(Ground.PRE_SHARED)).isEqualTo(2);
    }

    @Test
    void grounds_are_told_and_ordered_by_their_words() {
        assertThat(Ground.PRE_SHARED).hasToString("pre-shared").isGreaterThan(Ground.PLAIN_LATTICE);
    }

    @Test
    void a_method_of_several_parts_has_the_highest_category_and_the_grounds_of_all() {
        Reliance lattice = new Reliance(Ground.STRUCTURED_LATTICE, 3, "FIPS 203");
        Reliance code = new Reliance(Ground.CODE_GOPPA, 5, "ISO");
        MethodDescription hybrid = new MethodDescription(ID, List.of(lattice, code), KeyLength.bits(256));

        assertThat(hybrid.category()).isEqualTo(5);
        assertThat(hybrid.grounds()).containsExactly(Ground.STRUCTURED_LATTICE, Ground.CODE_GOPPA);
        assertThat(MethodDescription.of(ID, lattice, KeyLength.bits(256)).category())
                .isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MethodDescription(ID, List.of(), KeyLength.bits(256)));
    }

    @Test
    void a_category_is_0_to_5() {
        assertThat(new Reliance(Ground.PRE_SHARED, 0, "own").category()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Reliance(Ground.PRE_SHARED, -1, "own"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reliance(Ground.PRE_SHARED, 6, "own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a b", "a.b"})
    void what_is_no_name_of_a_method_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MethodId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a.", "A", "a b", "a_b"})
    void what_is_no_word_is_refused(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> Word.require("it", word));
        assertThat(Word.require("it", "a.b+c-9")).isEqualTo("a.b+c-9");
    }

    @Test
    void a_message_is_its_octets_which_nobody_changes_and_2_MiB_at_most() {
        byte[] body = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        MethodMessage message = new MethodMessage(body);
        body[0] = 7;
        message.body()[1] = 7;

        assertThat(message.body()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(message).isEqualTo(new MethodMessage(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
        assertThat(message).hasSameHashCodeAs(new MethodMessage(message.body())).isNotEqualTo(MethodMessage.EMPTY);
        assertThat(message.hashCode()).isNotEqualTo(MethodMessage.EMPTY.hashCode());
        assertThat(message).hasToString("9 octets 0102030405060708");
        assertThat(new MethodMessage(new byte[2 << 20]).body()).hasSize(2 << 20);
        assertThatIllegalArgumentException().isThrownBy(() -> new MethodMessage(new byte[(2 << 20) + 1]));
    }

    @Test
    void only_an_origin_with_an_external_id_uses_a_key_of_others_up() {
        assertThat(Origin.of(ID).isExternal()).isFalse();
        assertThat(new Origin(ID, "x".repeat(256)).isExternal()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(ID, "x".repeat(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(ID, "a b"));
    }
}
