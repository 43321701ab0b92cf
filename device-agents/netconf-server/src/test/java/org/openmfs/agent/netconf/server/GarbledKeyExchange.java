package org.openmfs.agent.netconf.server;

import java.util.Arrays;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.digest.Digest;
import org.opendaylight.netconf.shaded.sshd.common.kex.AbstractDH;
import org.opendaylight.netconf.shaded.sshd.common.kex.DHFactory;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyEncapsulationMethod;
import org.opendaylight.netconf.shaded.sshd.common.kex.MontgomeryCurve;
import org.opendaylight.netconf.shaded.sshd.common.kex.XDH;

/** A client's side of mlkem768x25519-sha256 that sends so many octets of ones for its ML-KEM key. */
record GarbledKeyExchange(int octets) implements DHFactory {
    @Override
    public String getName() {
        return "mlkem768x25519-sha256";
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public boolean isGroupExchange() {
        return false;
    }

    @Override
    public AbstractDH create(Object... none) throws Exception {
        return new XDH(MontgomeryCurve.x25519, true) {
            @Override
            public KeyEncapsulationMethod getKeyEncapsulation() {
                return new Halves(new Ones(octets));
            }

            @Override
            public Digest getHash() {
                return BuiltinDigests.sha256.create();
            }
        };
    }

    private record Halves(Client getClient) implements KeyEncapsulationMethod {
        @Override
        public Server getServer() {
            throw new UnsupportedOperationException("a client is called by nobody");
        }
    }

    private record Ones(int octets) implements KeyEncapsulationMethod.Client {
        @Override
        public void init() {
            // Ones need no making.
        }

        @Override
        public byte[] getPublicKey() {
            byte[] ones = new byte[octets];
            Arrays.fill(ones, (byte) 0xff);
            return ones;
        }

        @Override
        public byte[] extractSecret(byte[] encapsulated) {
            throw new IllegalStateException("the agent answered to a key that is none");
        }

        @Override
        public int getEncapsulationLength() {
            return 1088;
        }
    }
}
