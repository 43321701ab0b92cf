package org.openmfs.southbound.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.openmfs.controller.model.CleanText;

/**
 * An answer's body as it was sent. Nothing is asked for but the plain form, yet what stands before a server may be told
 * to compress every answer.
 *
 * @param coding what its header Content-Encoding says, in small letters; empty for the plain form
 */
record PackedBody(String coding, byte[] content) {
    private static final int LONGEST_QUOTE = 40;

    static PackedBody of(HttpResponse<byte[]> response) {
        String coding = String.join(", ", response.headers().allValues("Content-Encoding"));
        return new PackedBody(coding.strip().toLowerCase(Locale.ROOT), response.body());
    }

    /**
     * The plain form.
     *
     * @param largest in octets
     * @throws IOException if it can't be had; the message goes on after "an answer"
     */
    byte[] unpacked(int largest) throws IOException {
        return switch (coding) {
            case "", "identity" -> content;
            case "gzip", "x-gzip" -> unzipped(largest);
            default ->
                throw new IOException(
                        "of Content-Encoding " + CleanText.of(coding, LONGEST_QUOTE) + ", which was not asked for");
        };
    }

    private byte[] unzipped(int largest) throws IOException {
        byte[] plain;
        try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(content))) {
            plain = unpacking.readNBytes(largest + 1);
        } catch (IOException broken) {
            throw new IOException("of Content-Encoding gzip that can't be unpacked", broken);
        }
        if (plain.length > largest) {
            throw new IOException("of more than " + (largest >> 20) + " MiB");
        }
        return plain;
    }
}
