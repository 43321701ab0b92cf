package org.openmfs.controller.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What is hashed and what is signed, so that somebody else can verify it.
 *
 * <p>A list of texts is encoded as, for each: its length in octets, 4 octets, most significant first; then the text in
 * UTF-8. Numbers are decimal texts, hashes 96 lower-case hexadecimal digits, times as in {@link Instant#toString}.
 *
 * <ul>
 *   <li>The hash of an entry is SHA-384 of the list {@code openmfs-archive-entry-1}, member, sequence, hash of the entry
 *       before (empty for entry 1), time, kind, who, what, from, outcome, algorithm (empty for an entry that is not
 *       signed).
 *   <li>The signature of an entry is of the list {@code openmfs-archive-signature-1}, hash of the entry.
 *   <li>The signature of an export is of the list {@code openmfs-archive-export-1}, member, algorithm, public key (X.509,
 *       in base64), first sequence, hash of the entry before the first (empty for entry 1), last sequence, hash of the
 *       last entry, time at which it was made.
 * </ul>
 */
final class CanonicalForm {
    private static final String ENTRY = "openmfs-archive-entry-1";
    private static final String SIGNATURE = "openmfs-archive-signature-1";
    private static final String EXPORT = "openmfs-archive-export-1";

    private CanonicalForm() {}

    /** Hash of the entry that follows. */
    static Head next(MemberId member, Head previous, Instant time, Entry entry, String algorithm) {
        long sequence = previous.sequence() + 1;
        byte[] encoded = encoded(List.of(
                ENTRY,
                member.name(),
                Long.toString(sequence),
                previous.hash(),
                time.toString(),
                entry.kind(),
                entry.who(),
                entry.what(),
                entry.from(),
                entry.outcome(),
                algorithm));
        return new Head(sequence, HexFormat.of().formatHex(sha384(encoded)));
    }

    /** What the signature of an entry is of. */
    static byte[] signed(Head head) {
        return encoded(List.of(SIGNATURE, head.hash()));
    }

    /** What the signature of an export is of. */
    static byte[] signed(ExportHead export) {
        return encoded(List.of(
                EXPORT,
                export.member().name(),
                export.key().algorithm(),
                export.key().publicKey(),
                Long.toString(export.before().sequence() + 1),
                export.before().hash(),
                Long.toString(export.last().sequence()),
                export.last().hash(),
                export.made().toString()));
    }

    static byte[] sha384(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-384", e);
        }
    }

    private static byte[] encoded(List<String> texts) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(512);
        for (String text : texts) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            encoded.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
            encoded.writeBytes(octets);
        }
        return encoded.toByteArray();
    }
}
