package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.LinkUnderTest;
import org.openmfs.agent.encdecs.macsec.IpCommand;
import org.openmfs.agent.encdecs.macsec.LinuxLink;
import org.openmfs.agent.encdecs.macsec.LinuxMacsec;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.Sci;

/** Both kernel MACsec interfaces of a kernel pair, seen from side A, where this runs. */
final class MacsecInGuest implements LinkUnderTest {
    static final Map<Side, String> ADDRESSES = Map.of(Side.A, "10.99.0.1", Side.B, "10.99.0.2");
    private static final int DISCARD_PORT = 9;
    private static final int PAYLOAD_OCTETS = 100;

    private final LinuxMacsec near;
    private final LinuxMacsec far;
    private final DatagramSocket socket;

    MacsecInGuest() throws EncDecFailure, IOException, InterruptedException {
        near = open(Side.A);
        far = open(Side.B);
        knowTheNeighbour(Side.A, List.of());
        knowTheNeighbour(Side.B, List.of("-n", Side.B.namespace()));
        socket = new DatagramSocket();
    }

    private static LinuxMacsec open(Side side) throws EncDecFailure {
        return LinuxMacsec.open(link(side), ip(side), KeyLedger.inMemory());
    }

    static LinuxLink link(Side side) {
        MacsecEnds ends =
                new MacsecEnds(Sci.parse(side.sci()), Sci.parse(side.other().sci()));
        return new LinuxLink("macsec0", side.wire(), ends, Optional.of(ADDRESSES.get(side) + "/24"));
    }

    /** As seen from side A. */
    static IpCommand ip(Side side) {
        return side == Side.A ? IpCommand.here() : IpCommand.inNamespace(side.namespace());
    }

    /** So that no frame but those of a test is on the link. */
    private static void knowTheNeighbour(Side side, List<String> options) throws IOException, InterruptedException {
        String mac = side.other().sci().substring(0, 12).replaceAll("..(?!$)", "$0:");
        List<String> line = new ArrayList<>(options);
        line.addAll(List.of("neigh", "replace", ADDRESSES.get(side.other()), "lladdr", mac));
        line.addAll(List.of("dev", "macsec0", "nud", "permanent"));
        IpInGuest.run(line);
    }

    @Override
    public EncDec near() {
        return near;
    }

    @Override
    public EncDec far() {
        return far;
    }

    @Override
    public void send(int frames) {
        InetSocketAddress nobody = new InetSocketAddress(ADDRESSES.get(Side.B), DISCARD_PORT);
        try {
            for (int i = 0; i < frames; i++) {
                socket.send(new DatagramPacket(new byte[PAYLOAD_OCTETS], PAYLOAD_OCTETS, nobody));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the near end took no datagram", e);
        }
    }

    @Override
    public void close() {
        socket.close();
        near.close();
        far.close();
    }
}
