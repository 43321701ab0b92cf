package org.openmfs.testbed.kernel;

import org.openmfs.agent.encdec.EncDecContract;
import org.openmfs.agent.encdec.LinkUnderTest;

/** Runs inside the guest: puts the Enc/Dec contract to kernel MACsec and prints a line for each rule. */
final class MacsecContractMain {
    static final String KEPT = "kept: ";
    static final String BROKEN = "broken: ";

    private MacsecContractMain() {}

    public static void main(String[] arguments) throws Exception {
        try (MacsecInGuest link = new MacsecInGuest()) {
            for (EncDecContract.Rule rule : EncDecContract.rules()) {
                link.near().clear();
                link.far().clear();
                System.out.println(verdict(rule, link));
            }
        }
    }

    private static String verdict(EncDecContract.Rule rule, LinkUnderTest link) throws Exception {
        try {
            rule.check().on(link);
            return KEPT + rule.name();
        } catch (AssertionError e) {
            return BROKEN + rule.name() + ": " + e.getMessage();
        }
    }
}
