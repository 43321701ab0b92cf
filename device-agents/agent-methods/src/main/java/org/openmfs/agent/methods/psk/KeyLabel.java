package org.openmfs.agent.methods.psk;

import java.util.Optional;
import org.openmfs.agent.key.CfId;

/** The CKA_LABEL of a pre-shared key on a token: {@code PEER/ID}, for example {@code cf-b/2026-11}. */
record KeyLabel(CfId peer, PskId id) {
    /** Nothing where the text is no such label: other keys may lie on the token, too. */
    static Optional<KeyLabel> parse(String text) {
        int slash = text.indexOf('/');
        String id = text.substring(slash + 1);
        if (slash < 0 || !PskId.isPskId(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyLabel(new CfId(text.substring(0, slash)), new PskId(id)));
        } catch (IllegalArgumentException noCf) {
            return Optional.empty();
        }
    }

    String text() {
        return peer.name() + "/" + id.name();
    }
}
