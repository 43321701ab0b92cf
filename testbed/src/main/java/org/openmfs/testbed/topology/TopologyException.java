package org.openmfs.testbed.topology;

import java.util.List;

/** A topology file that cannot be used; each fault names the member, for example {@code qkd.links[1].rate: must be …}. */
public final class TopologyException extends Exception {
    private static final long serialVersionUID = 1L;

    public TopologyException(List<String> faults) {
        super(String.join("\n", faults));
    }

    /** All that is wrong in the file, a line each, in the order of the file. */
    public List<String> faults() {
        return getMessage().lines().toList();
    }
}
