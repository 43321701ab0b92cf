package org.openmfs.agent.combine;

import org.openmfs.agent.method.Word;

/** Names how the secrets of a suite's methods become one key; which of them a CF has is another question. */
public record CombinerId(String word) {
    /** NIST SP 800-133 Rev. 2, section 6.3, method 3: key extraction with HMAC-SHA-384, then HKDF-Expand (RFC 5869). */
    public static final CombinerId HMAC_SHA384_EXTRACT = new CombinerId("hmac-sha384-extract");

    public CombinerId {
        Word.require("a combiner", word);
    }

    @Override
    public String toString() {
        return word;
    }
}
