package org.openmfs.agent.identity;

import java.time.Instant;

/** How long something that this CF's identity rests on lasts, and how near its end is. */
public sealed interface Life permits CertificateLife, RevocationListLife, RevokedCertificate {
    /** How far a life has gone. */
    enum Stage {
        NOT_YET_VALID,
        GOOD,
        /** Time to replace it: a line in the log. */
        ENDS_SOON,
        /** High time to replace it: an alarm too. */
        ENDS_VERY_SOON,
        ENDED;

        /** Whether nobody accepts a certificate in it. */
        public boolean unusable() {
            return this == NOT_YET_VALID || this == ENDED;
        }
    }

    Stage stage(Instant now);

    /** One line for an operator: which file, and what of it. */
    String text(Instant now);
}
