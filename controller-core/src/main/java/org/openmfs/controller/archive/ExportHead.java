package org.openmfs.controller.archive;

import java.time.Instant;

/**
 * First line of an export: whose it is and what is in it, so that nothing can be taken from its end.
 *
 * @param before the place before its first entry
 * @param last its last entry, which is signed
 * @param signature of this line, in base64; see {@link CanonicalForm}
 */
record ExportHead(MemberId member, VerificationKey key, Head before, Head last, Instant made, String signature) {
    ExportHead signedBy(MemberKey own) throws ArchiveFailure {
        return new ExportHead(member, key, before, last, made, own.sign(CanonicalForm.signed(this)));
    }

    boolean isAuthentic() {
        return key.verifies(CanonicalForm.signed(this), signature);
    }
}
