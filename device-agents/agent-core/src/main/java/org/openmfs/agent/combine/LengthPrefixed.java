package org.openmfs.agent.combine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes public values one after the other, each behind its length in four octets, so that two different lists never
 * give the same octets: {@code LV(x) = uint32_be(len(x)) || x}.
 */
public final class LengthPrefixed {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    public LengthPrefixed add(byte[] value) {
        written.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        written.writeBytes(value);
        return this;
    }

    public LengthPrefixed add(Label label) {
        return add(label.octets());
    }

    public LengthPrefixed add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A number as four octets, most significant first. */
    public LengthPrefixed add(int number) {
        return add(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** A list or record as one value: what the writer adds, behind the length of the whole. */
    public LengthPrefixed nested(Consumer<LengthPrefixed> writer) {
        LengthPrefixed inner = new LengthPrefixed();
        writer.accept(inner);
        return add(inner.octets());
    }

    public byte[] octets() {
        return written.toByteArray();
    }
}
