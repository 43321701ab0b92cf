package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChainFaultTest {
    @Test
    void a_text_of_five_hundred_letters_is_told_whole() {
        String text = "x".repeat(500);

        assertThat(new ChainFault(ChainFault.Kind.WRONG_NAME, text)).hasMessage(text);
        assertThat(new ChainFault(ChainFault.Kind.WRONG_NAME, text + "y")).hasMessage(text + "…");
    }

    @Test
    void names_of_the_other_side_stay_on_one_line_and_short() {
        String name = "CN=\n\u001b[31m" + "x".repeat(5000);

        String text = new ChainFault(ChainFault.Kind.WRONG_NAME, "the certificate names " + name).getMessage();

        assertThat(text).startsWith("the certificate names CN=??[31mxxx").hasSizeLessThan(510);
        assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
    }
}
