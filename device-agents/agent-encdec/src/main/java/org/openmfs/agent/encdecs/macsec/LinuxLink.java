package org.openmfs.agent.encdecs.macsec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openmfs.agent.encdec.Slot;

/**
 * The MACsec interface of a Linux kernel that an Enc/Dec is.
 *
 * @param name of the interface, for example {@code macsec0}; made if there is none of that name
 * @param parent interface on which the protected frames travel
 * @param address with prefix length, which the interface gets, for example {@code 192.0.2.1/30}
 * @param replay how late frames of the peer may come
 */
public record LinuxLink(
        String name, String parent, MacsecEnds ends, Optional<String> address, ReplayProtection replay) {
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}/[0-9]{1,3}");

    public LinuxLink {
        if (!INTERFACE.matcher(name).matches() || !INTERFACE.matcher(parent).matches()) {
            throw new IllegalArgumentException("not the name of an interface: " + name + " or " + parent);
        }
        if (address.isPresent() && !ADDRESS.matcher(address.get()).matches()) {
            throw new IllegalArgumentException("not an address with prefix length: " + address.get());
        }
    }

    /** A link with the default replay window. */
    public LinuxLink(String name, String parent, MacsecEnds ends, Optional<String> address) {
        this(name, parent, ends, address, ReplayProtection.DEFAULT);
    }

    /** The lines of ip(8) that take the keys in these slots out of it, those it sends with first; for its guardian. */
    public List<String> removal(List<Slot> slots) {
        return new AssociationCommands(name, ends.peer()).removal(slots, slots);
    }
}
