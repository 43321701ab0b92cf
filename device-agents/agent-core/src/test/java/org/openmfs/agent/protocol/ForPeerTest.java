package org.openmfs.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;

final class ForPeerTest {
    private static final AssociationId BLUE = new AssociationId("blue/1");
    private static final KeyId KEY = KeyId.random(new java.util.Random(1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "key 1 could not be noted in /var/lib/mfs/ma0-key-ledger|key 1 could not be noted in (a local file)",
                "psk-hmac: /etc/mfs/psk.txt: line 3|psk-hmac: (a local file): line 3",
                "'/sbin/ip' ended with 2|'(a local file)' ended with 2",
                "the KME at https://127.0.0.1:8443/api says 503|the KME at https://127.0.0.1:8443/api says 503",
                "at file:/etc/mfs/x|at (a local file)",
                "either/or|either/or",
                "slot 2 holds another key|slot 2 holds another key"
            })
    void the_peer_is_not_told_where_files_are(String own, String told) {
        Message refused = ForPeer.of(new Message.Refuse(BLUE, KEY, ReasonCode.ENC_DEC_FAILED, own));
        Message retired = ForPeer.of(new Message.Retire(BLUE, KEY, RetireCause.OTHER, own));

        assertThat(refused).isEqualTo(new Message.Refuse(BLUE, KEY, ReasonCode.ENC_DEC_FAILED, told));
        assertThat(retired).isEqualTo(new Message.Retire(BLUE, KEY, RetireCause.OTHER, told));
    }

    @Test
    void other_messages_are_as_they_were() {
        Message query = new Message.Query(BLUE, KEY);

        assertThat(ForPeer.of(query)).isSameAs(query);
    }
}
