package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.encdec.Slot;

/** What is read from what {@code ip} prints of an interface. */
final class KernelViewTest {
    private static final Sci PEER = Sci.parse("024d4653000b0001");
    private static final String SHOWN = """
            [{"ifname":"macsec0","sci":"0x024d4653000a0001","encoding_sa":1,
              "sa_list":[{"an":1,%s"key":"00112233445566778899aabbccddeeff"}],
              "rx_sc":[{"sci":"0x024d4653000b0001",%s"sa_list":[
                {"an":2,%s"key":"ffeeddccbbaa99887766554433221100"}]}]}]""";
    private static final String ON = "\"active\":true,";
    private static final String OFF = "\"active\":false,";

    private static KernelView view(String sending, String channel, String accepting) throws Exception {
        return KernelView.parse(SHOWN.formatted(sending, channel, accepting), PEER);
    }

    @Test
    void what_is_not_said_to_be_off_is_on() throws Exception {
        for (String said : new String[] {"", ON}) {
            KernelView view = view(said, said, said);

            assertThat(view.holdings().sending()).contains(new Slot(1));
            assertThat(view.accepting()).containsExactly(new Slot(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"off, on, on, false, true", "on, off, on, true, false", "on, on, off, true, false"})
    void what_is_off_sends_or_accepts_nothing(
            String sending, String channel, String accepting, boolean sends, boolean accepts) throws Exception {
        KernelView view = view(word(sending), word(channel), word(accepting));

        assertThat(view.holdings().sending().isPresent()).isEqualTo(sends);
        assertThat(view.accepting().isEmpty()).isEqualTo(!accepts);
    }

    private static String word(String state) {
        return state.equals("on") ? ON : OFF;
    }
}
