package org.openmfs.agent.methods.psk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;

/** What the initiator offers: one octet with the length of the PSK id, the id in ASCII, then a nonce of 32 octets. */
record PskOffer(PskId id, byte[] nonce) {
    MethodMessage message() {
        byte[] name = id.name().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(1 + name.length + nonce.length)
                .put((byte) name.length)
                .put(name)
                .put(nonce);
        return new MethodMessage(body.array());
    }

    static PskOffer read(MethodMessage message) throws MethodFailure {
        ByteBuffer body = ByteBuffer.wrap(message.body());
        int nameOctets = body.hasRemaining() ? Byte.toUnsignedInt(body.get()) : 0;
        if (body.remaining() != nameOctets + PskDerivation.NONCE_OCTETS) {
            throw notAnOffer();
        }
        byte[] name = new byte[nameOctets];
        byte[] nonce = new byte[PskDerivation.NONCE_OCTETS];
        body.get(name).get(nonce);
        String text = new String(name, StandardCharsets.ISO_8859_1);
        if (!PskId.isPskId(text)) {
            throw notAnOffer();
        }
        return new PskOffer(new PskId(text), nonce);
    }

    private static MethodFailure notAnOffer() {
        return new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "a PSK offer is a PSK id and a nonce");
    }
}
