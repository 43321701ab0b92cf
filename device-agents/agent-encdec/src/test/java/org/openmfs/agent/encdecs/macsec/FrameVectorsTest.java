package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openmfs.agent.key.KeyMaterial;

/** Frames that others made: the examples of IEEE 802.1AE Annex C, as published with DPDK and in IEEE working papers. */
final class FrameVectorsTest {
    private static final String FILE = "shared/data/vectors/macsec/ieee8021ae-frames.json";
    private static final String ADDRESSES = "d609b1f056637a0d46df998d";
    private static final String ENCRYPTED_TAG = "88e52e00b2c2846512153524c0895e81";
    private static final String SIXTY_OCTET_USER =
            "08000f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f" + "303132333435363738393a0002";
    private static final String FIFTY_FOUR_OCTET_USER =
            "08000f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f30313233340001";
    private static final String KEY_256 = "e3c08a8f06c6e3ad95a70557b23f75483ce33021a9c72b7025666204c69c0b72";

    @TestFactory
    Stream<DynamicTest> published_frames_are_made_and_opened() throws IOException {
        Optional<Path> file = find();
        assumeTrue(file.isPresent(), "published MACsec frames are not here: " + FILE);
        return StreamSupport.stream(
                        JsonParser.parseString(Files.readString(file.get()))
                                .getAsJsonArray()
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .map(vector -> DynamicTest.dynamicTest(text(vector, "name"), () -> verify(vector)));
    }

    @Test
    void the_sixty_octet_frame_is_encrypted_as_in_the_standard() {
        Sci sci = Sci.parse("12153524c0895e81");
        byte[] frame = bytes(ADDRESSES + SIXTY_OCTET_USER);
        SecTag tag = new SecTag(2, false, true, 0, 0xB2C28465, Optional.of(sci));

        byte[] secured =
                cipher(KEY_256, new InitializationVectors.ByChannel(sci)).protect(frame, tag, 0xB2C28465L);

        assertThat(HexFormat.of().formatHex(secured))
                .isEqualTo(ADDRESSES + ENCRYPTED_TAG
                        + "e2006eb42f5277022d9b19925bc419d7a592666c925fe2ef718eb4e308efeaa7c5273b394118860a5be2a97f56ab7836"
                        + "5ca597cdbb3edb8d1a1151ea0af7b436");
    }

    @Test
    void the_fifty_four_octet_frame_is_authenticated_and_not_encrypted_as_in_the_standard() {
        Sci sci = Sci.parse("12153524c0895e81");
        FrameCipher cipher = cipher(KEY_256, new InitializationVectors.ByChannel(sci));
        byte[] frame = bytes(ADDRESSES + FIFTY_FOUR_OCTET_USER);
        SecTag tag = new SecTag(2, false, false, 42, 0xB2C28465, Optional.of(sci));

        byte[] secured = cipher.protect(frame, tag, 0xB2C28465L);

        assertThat(HexFormat.of().formatHex(secured))
                .isEqualTo(ADDRESSES + "88e5222ab2c2846512153524c0895e81" + FIFTY_FOUR_OCTET_USER
                        + "2f0bc5af409e06d609ea8b7d0fa5ea50");
        assertThat(cipher.validate(secured, tag, 0xB2C28465L)).hasValue(frame);
        secured[secured.length / 2] ^= 1;
        assertThat(cipher.validate(secured, tag, 0xB2C28465L)).isEmpty();
    }

    @Test
    void a_frame_of_nothing_but_addresses_is_opened_as_it_was_made() {
        Sci sci = Sci.parse("12153524c0895e81");
        FrameCipher cipher = cipher(KEY_256, new InitializationVectors.ByChannel(sci));
        SecTag tag = new SecTag(0, false, true, 0, 1, Optional.of(sci));

        byte[] secured = cipher.protect(bytes(ADDRESSES), tag, 1);

        assertThat(cipher.validate(secured, tag, 1)).hasValue(bytes(ADDRESSES));
        assertThat(cipher.validate(Arrays.copyOf(secured, secured.length - 1), tag, 1))
                .isEmpty();
    }

    @Test
    void the_initialization_vector_of_an_extended_packet_number_is_that_of_the_standard() {
        InitializationVectors vectors = new InitializationVectors.BySalt(0x7A30C118, bytes("e630e81a48de86a21c66fa6d"));

        assertThat(HexFormat.of().formatHex(vectors.of(0xB0DF459CB2C28465L))).isEqualTo("9c002902f801c33eaea47e08");
    }

    private static void verify(JsonObject vector) {
        byte[] secured = bytes(text(vector, "secure"));
        SecTag tag = SecTag.read(ByteBuffer.wrap(secured).position(FrameCipher.ADDRESS_OCTETS))
                .orElseThrow();
        FrameCipher cipher = cipher(text(vector, "key"), vectors(vector, tag, secured));
        long number = Long.parseUnsignedLong(text(vector, "xpnHigh"), 16) << Integer.SIZE
                | Integer.toUnsignedLong(tag.packetNumber());

        assertThat(cipher.validate(secured, tag, number)).hasValue(bytes(text(vector, "plain")));
        assertThat(cipher.protect(bytes(text(vector, "plain")), tag, number)).isEqualTo(secured);
        secured[secured.length / 2] ^= 1;
        assertThat(cipher.validate(secured, tag, number)).isEmpty();
    }

    private static InitializationVectors vectors(JsonObject vector, SecTag tag, byte[] secured) {
        if (text(vector, "alg").contains("XPN")) {
            int ssci = Integer.parseUnsignedInt(text(vector, "ssci"), 16);
            return new InitializationVectors.BySalt(ssci, bytes(text(vector, "salt")));
        }
        return new InitializationVectors.ByChannel(tag.sci().orElseGet(() -> Sci.ofEndStation(secured, 6)));
    }

    private static FrameCipher cipher(String key, InitializationVectors vectors) {
        try (KeyMaterial material = KeyMaterial.taking(bytes(key))) {
            return new FrameCipher(AssociationKey.copyOf(material), vectors);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static Optional<Path> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(FILE))
                .filter(Files::exists)
                .findFirst();
    }
}
