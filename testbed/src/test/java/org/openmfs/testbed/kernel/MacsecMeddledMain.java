package org.openmfs.testbed.kernel;

import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;

/** Runs inside the guest: others change the keys of one end, and what its Enc/Dec says of its only key is printed. */
final class MacsecMeddledMain {
    private static final Slot SLOT = new Slot(2);

    private MacsecMeddledMain() {}

    public static void main(String[] arguments) throws Exception {
        String receiving = "macsec0 rx sci " + Side.B.sci() + " sa " + SLOT.number();
        try (MacsecInGuest link = new MacsecInGuest();
                TrafficKey key = TrafficKey.random()) {
            EncDec near = link.near();
            near.clear();
            link.far().clear();
            near.prepareReceive(SLOT, key.farToNear());
            near.switchTransmit(SLOT, key.nearToFar());
            tell("installed", near);

            IpInGuest.run("macsec set macsec0 tx sa " + SLOT.number() + " off");
            tell("sending switched off", near);
            near.switchTransmit(SLOT, key.nearToFar());
            tell("switched to again", near);

            IpInGuest.run("macsec set " + receiving + " off");
            tell("accepting switched off", near);
            near.prepareReceive(SLOT, key.farToNear());
            tell("accepted again", near);

            IpInGuest.run("link set macsec0 type macsec encrypt off protect off validate disabled");
            tell("sent in clear", near);
            tell("set again", near);

            IpInGuest.run("macsec set " + receiving + " off");
            IpInGuest.run("macsec del " + receiving);
            tell("accepting removed", near);
            near.clear();
            System.out.println("keys left: " + near.observe().keys().size());
        }
    }

    private static void tell(String what, EncDec encDec) {
        System.out.println(what + ": " + seen(encDec));
    }

    private static String seen(EncDec encDec) {
        try {
            InstalledKey only = encDec.observe().keys().getFirst();
            return (only.sending() ? "sending" : "") + (only.accepting() ? " accepting" : "");
        } catch (EncDecFailure told) {
            return told.getMessage().replaceAll("without .*, by", "without something, by");
        }
    }
}
