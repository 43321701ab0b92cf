package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SaeIdTest {
    @ParameterizedTest
    @CsvSource({".,%2E", "..,%2E%2E", "...,...", "a/b,a%2Fb", "a*b,a%2Ab", "sae-1.site,sae-1.site"})
    void an_id_is_one_segment_of_a_path_whatever_it_looks_like(String id, String segment) {
        assertThat(new SaeId(id).pathSegment()).isEqualTo(segment);
    }
}
