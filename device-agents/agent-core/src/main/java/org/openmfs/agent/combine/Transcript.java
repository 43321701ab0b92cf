package org.openmfs.agent.combine;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodMessage;

/**
 * Everything the two CFs said to each other before the key: an offer that was stripped or altered on its way gives
 * another hash, hence another key, hence a failed confirmation.
 */
public final class Transcript {
    private final byte[] encoded;

    /** Both halves as sent and received, without the confirmation tag. */
    public Transcript(Offered offered, Answered answered) {
        encoded = new LengthPrefixed()
                .add(Label.TRANSCRIPT)
                .nested(offered::writeTo)
                .nested(answered::writeTo)
                .octets();
    }

    /** The canonical encoding; the protocol specification shows it field by field. */
    public byte[] octets() {
        return encoded.clone();
    }

    /** SHA-384 over the canonical encoding. */
    public byte[] hash() {
        return Primitives.sha384(encoded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transcript that && MessageDigest.isEqual(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** Whom the key is for. */
    public record Parties(String association, KeyId key, Named initiator, Named responder) {
        private void writeTo(LengthPrefixed out) {
            out.add(association).add(key.hex());
            out.nested(initiator::writeTo).nested(responder::writeTo);
        }
    }

    /** A CF, and the SHA-384 of the certificate that speaks for it. */
    public record Named(CfId cf, byte[] certificate) {
        public Named {
            certificate = certificate.clone();
        }

        private void writeTo(LengthPrefixed out) {
            out.add(cf.name()).add(certificate);
        }
    }

    /** What one side brings: its floor, what the key is for, its random numbers and its methods' messages. */
    public record Share(
            PolicyFloor floor, Purpose purpose, byte[] nonce, byte[] labelShare, List<MethodMessage> contributions) {
        public Share {
            contributions = List.copyOf(contributions);
        }

        private void writeTo(LengthPrefixed out) {
            out.nested(inner -> write(floor, inner))
                    .nested(purpose::writeTo)
                    .add(nonce)
                    .add(labelShare);
            out.nested(inner -> contributions.forEach(message -> inner.add(message.body())));
        }

        private static void write(PolicyFloor floor, LengthPrefixed out) {
            out.add(floor.factors()).add(floor.diversity());
            out.nested(inner ->
                    floor.required().stream().map(Ground::word).sorted().forEach(inner::add));
        }
    }

    /** The initiator's half. */
    public record Offered(Parties parties, List<Suite> suites, SuiteId selected, Share share) {
        public Offered {
            suites = List.copyOf(suites);
        }

        private void writeTo(LengthPrefixed out) {
            parties.writeTo(out);
            out.nested(inner -> suites.forEach(suite -> inner.nested(one -> write(suite, one))));
            out.add(selected.name());
            share.writeTo(out);
        }

        private static void write(Suite suite, LengthPrefixed out) {
            out.add(suite.id().name()).add(suite.combiner().word());
            out.nested(inner -> suite.methods().forEach(method -> inner.add(method.name())));
        }
    }

    /** The responder's half. */
    public record Answered(Share share) {
        private void writeTo(LengthPrefixed out) {
            share.writeTo(out);
        }
    }
}
