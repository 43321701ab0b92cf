package org.openmfs.agent.methods.mlkem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

final class MlKemSetTest {
    private static final byte[] KEY = new byte[1568];

    @Test
    void a_key_comes_out_of_its_form_as_it_was_put_in() {
        byte[] form = MlKemSet.ML_KEM_1024.subjectPublicKey(KEY);
        assertThat(MlKemSet.ML_KEM_1024.encapsulationKey(form)).isEqualTo(KEY);
    }

    @Test
    void a_key_of_another_algorithm_is_refused_also_where_it_is_as_long() {
        byte[] form = MlKemSet.ML_KEM_1024.subjectPublicKey(KEY);
        form[4] ^= 1;
        assertThatIllegalStateException()
                .isThrownBy(() -> MlKemSet.ML_KEM_1024.encapsulationKey(form))
                .withMessageContaining("ML-KEM-1024");
    }

    @Test
    void a_runtime_without_the_algorithm_is_told_which_it_lacks() {
        NoSuchAlgorithmException cause = new NoSuchAlgorithmException("none");
        assertThat(MlKem.missing(MlKemSet.ML_KEM_1024, cause))
                .hasMessageContaining("ML-KEM-1024")
                .hasCause(cause);
    }
}
