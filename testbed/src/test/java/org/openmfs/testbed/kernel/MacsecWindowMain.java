package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.util.Optional;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdecs.macsec.IpCommand;
import org.openmfs.agent.encdecs.macsec.LinuxLink;
import org.openmfs.agent.encdecs.macsec.LinuxMacsec;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.encdecs.macsec.Sci;

/** Runs inside the guest: opens one interface with one replay window after the other and prints what the kernel says. */
final class MacsecWindowMain {
    private static final String NAME = "macsec9";
    private static final MacsecEnds ENDS = new MacsecEnds(Sci.parse("024d465300cc0001"), Sci.parse("024d465300dd0001"));

    private MacsecWindowMain() {}

    public static void main(String[] arguments) throws Exception {
        for (String window : arguments) {
            ReplayProtection replay = new ReplayProtection(Integer.parseInt(window));
            LinuxLink link = new LinuxLink(NAME, Side.A.wire(), ENDS, Optional.empty(), replay);
            LinuxMacsec.open(link, IpCommand.here(), KeyLedger.inMemory()).close();
            System.out.println(shown());
        }
        IpInGuest.run("link del " + NAME);
    }

    private static String shown() throws IOException, InterruptedException {
        String all = IpInGuest.run("-j macsec show " + NAME);
        return all.replaceAll("(?s).*(\"replay\":\\w+,\"window\":\\d+).*", "$1");
    }
}
