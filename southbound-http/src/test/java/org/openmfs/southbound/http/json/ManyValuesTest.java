package org.openmfs.southbound.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.ScriptedServer;

/** Answers that are short and take much memory, since they are many tiny values. */
final class ManyValuesTest {
    private static final int MOST = 200_000;

    private static String list(String item, int items) {
        return "{\"list\":[" + (item + ",").repeat(items - 1) + item + "]}";
    }

    @Test
    void an_answer_holds_as_many_values_as_any_network_needs_and_no_more() throws Exception {
        assertThat(JsonNode.parse(list("7", MOST - 2)).list("list")).hasSize(MOST - 2);
        for (String item : new String[] {"7", "{}", "[]", "null", "\"\"", "{\"a\":{}}"}) {
            assertThatThrownBy(() -> JsonNode.parse(list(item, MOST)))
                    .isInstanceOf(UnexpectedJson.class)
                    .hasMessageContaining("more than 200,000 values");
        }
    }

    @Test
    void a_manager_that_sends_more_is_refused_by_its_address() {
        try (ScriptedServer manager = new ScriptedServer()) {
            manager.answer("/data/x", list("{}", 2_700_000));
            RestconfClient client =
                    new RestconfClient("west", manager.root(), ManagerTls.trusting(Optional.empty()), new Login.None());

            assertThatThrownBy(() -> client.read("/data/x", node -> node))
                    .isInstanceOf(SouthboundFailure.class)
                    .hasMessageContaining(client.address())
                    .hasMessageContaining("the answer holds more than 200,000 values");
        }
    }
}
