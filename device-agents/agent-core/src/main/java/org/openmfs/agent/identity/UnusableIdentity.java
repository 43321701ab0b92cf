package org.openmfs.agent.identity;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** Files do not make an identity: every fault, one line each that names the file. */
public final class UnusableIdentity extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public UnusableIdentity(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
