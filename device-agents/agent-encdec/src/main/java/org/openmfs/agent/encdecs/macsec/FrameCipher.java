package org.openmfs.agent.encdecs.macsec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Protects and validates whole Ethernet frames under one secure association key (IEEE 802.1AE, clauses 9 and 14).
 *
 * <p>Not safe for use by several threads at once.
 */
final class FrameCipher implements AutoCloseable {
    static final int ADDRESS_OCTETS = 12;
    static final int ICV_OCTETS = 16;

    private final AssociationKey key;
    private final InitializationVectors vectors;
    private final Cipher cipher;

    FrameCipher(AssociationKey key, InitializationVectors vectors) {
        this.key = key;
        this.vectors = vectors;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** The frame as it goes on the wire: addresses, tag, secure data, integrity check value. */
    byte[] protect(byte[] frame, SecTag tag, long packetNumber) {
        int header = ADDRESS_OCTETS + tag.octets();
        int user = frame.length - ADDRESS_OCTETS;
        ByteBuffer secured = ByteBuffer.allocate(header + user + ICV_OCTETS);
        secured.put(frame, 0, ADDRESS_OCTETS);
        tag.writeTo(secured);
        secured.put(frame, ADDRESS_OCTETS, user);
        byte[] octets = secured.array();
        int authenticated = tag.encrypted() ? header : header + user;
        try {
            start(Cipher.ENCRYPT_MODE, packetNumber);
            cipher.updateAAD(octets, 0, authenticated);
            byte[] sealed = cipher.doFinal(octets, authenticated, header + user - authenticated);
            System.arraycopy(sealed, 0, octets, authenticated, sealed.length);
            return octets;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a frame", e);
        }
    }

    /** The user's frame; empty if it was not made under this key with this packet number. */
    Optional<byte[]> validate(byte[] secured, SecTag tag, long packetNumber) {
        int header = ADDRESS_OCTETS + tag.octets();
        int user = tag.shortLength() > 0 ? tag.shortLength() : secured.length - header - ICV_OCTETS;
        if (user < 0 || header + user + ICV_OCTETS > secured.length) {
            return Optional.empty();
        }
        int authenticated = tag.encrypted() ? header : header + user;
        byte[] frame = Arrays.copyOf(secured, ADDRESS_OCTETS + user);
        System.arraycopy(secured, header, frame, ADDRESS_OCTETS, user);
        try {
            start(Cipher.DECRYPT_MODE, packetNumber);
            cipher.updateAAD(secured, 0, authenticated);
            byte[] opened = cipher.doFinal(secured, authenticated, header + user - authenticated + ICV_OCTETS);
            System.arraycopy(opened, 0, frame, frame.length - opened.length, opened.length);
            return Optional.of(frame);
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a frame", e);
        }
    }

    private void start(int mode, long packetNumber) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(ICV_OCTETS * Byte.SIZE, vectors.of(packetNumber)));
    }

    @Override
    public void close() {
        key.destroy();
    }
}
