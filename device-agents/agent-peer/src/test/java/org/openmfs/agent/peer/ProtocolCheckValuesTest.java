package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.combine.Transcript;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/** The values that docs/inter-cf-protocol.md gives other vendors to check themselves by are the ones computed here. */
final class ProtocolCheckValuesTest {
    private static final MethodId ML_KEM = new MethodId("ml-kem-1024");
    private static final MethodId QKD = new MethodId("qkd-014");
    private static final KeyId KEY = new KeyId("00112233445566778899aabbccddeeff");
    private static final CfId INITIATOR = new CfId("cf-a");
    private static final CfId RESPONDER = new CfId("cf-b");
    private static final MethodMessage KEY_ID =
            new MethodMessage("0b3f2a60-1111-4222-8333-444455556666".getBytes(StandardCharsets.US_ASCII));
    private static final Profile PROFILE =
            new Profile("macsec", "gcm-aes-xpn-256", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12));
    private static final Purpose PURPOSE = new Purpose.Channel(PROFILE);
    private static final MethodMessage EK = new MethodMessage(octets(1568, 5));
    private static final MethodMessage CT = new MethodMessage(octets(1568, 6));
    private static final Suite BOTH =
            new Suite(new SuiteId("ml-kem-1024+qkd-014"), List.of(ML_KEM, QKD), CombinerId.HMAC_SHA384_EXTRACT);

    @Test
    @ReadsSecret("compares made-up secrets with published check values")
    void L11_the_check_values_of_the_specification_are_what_this_CF_computes() throws IOException {
        Transcript transcript = transcript();
        KeySchedule schedule = new HmacSha384Extract();
        KeySchedule.Shares shares = new KeySchedule.Shares(octets(48, 3), octets(48, 4));
        KeySchedule.Direction direction = new KeySchedule.Direction(Role.INITIATOR, KEY, 1);
        try (KeyMaterial first = KeyMaterial.taking(octets(32, 7));
                KeyMaterial second = KeyMaterial.taking(octets(32, 8));
                CombinedKey key = schedule.combine(recipe(transcript), shares, List.of(first, second));
                KeyMaterial secret = key.trafficSecret();
                DirectionalKey sending = schedule.key(direction, PROFILE, secret)) {
            assertThat(specification())
                    .contains(row("SHA-384(transcript)", transcript.hash()))
                    .contains(row("tag of the initiator", key.tag(Role.INITIATOR)))
                    .contains(row("tag of the responder", key.tag(Role.RESPONDER)))
                    .contains(secret.<String>lend(bytes -> row("traffic secret", bytes)))
                    .contains(sending.key().<String>lend(bytes -> row("key, initiator to responder", bytes)))
                    .contains(row("salt, initiator to responder", sending.salt()));
        }
    }

    private static Transcript transcript() {
        Suite one = new Suite(new SuiteId("ml-kem-1024"), List.of(ML_KEM), CombinerId.HMAC_SHA384_EXTRACT);
        PolicyFloor floor = new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL, Ground.STRUCTURED_LATTICE));
        return new Transcript(
                new Transcript.Offered(
                        new Transcript.Parties(
                                "blue/ab",
                                KEY,
                                new Transcript.Named(INITIATOR, octets(48, 9)),
                                new Transcript.Named(RESPONDER, octets(48, 10))),
                        List.of(BOTH, one),
                        BOTH.id(),
                        new Transcript.Share(floor, PURPOSE, octets(32, 1), octets(48, 3), List.of(EK, KEY_ID))),
                new Transcript.Answered(new Transcript.Share(
                        new PolicyFloor(1, 0, Set.of()),
                        PURPOSE,
                        octets(32, 2),
                        octets(48, 4),
                        List.of(CT, MethodMessage.EMPTY))));
    }

    private static Recipe recipe(Transcript transcript) {
        return new Recipe(
                BOTH.id(),
                KEY,
                INITIATOR,
                RESPONDER,
                PURPOSE,
                List.of(
                        new Recipe.Factor(
                                ML_KEM, List.of(Ground.STRUCTURED_LATTICE), List.of(Origin.of(ML_KEM)), EK, CT),
                        new Recipe.Factor(
                                QKD,
                                List.of(Ground.QUANTUM_CHANNEL),
                                List.of(new Origin(QKD, new String(KEY_ID.body(), StandardCharsets.US_ASCII))),
                                KEY_ID,
                                MethodMessage.EMPTY)),
                transcript);
    }

    private static String row(String name, byte[] value) {
        return "| " + name + " | `" + HexFormat.of().formatHex(value) + "` |";
    }

    private static String specification() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/inter-cf-protocol.md"))) {
            folder = folder.getParent();
        }
        return Files.readString(folder.resolve("docs/inter-cf-protocol.md"));
    }

    private static byte[] octets(int count, int value) {
        byte[] octets = new byte[count];
        Arrays.fill(octets, (byte) value);
        return octets;
    }
}
