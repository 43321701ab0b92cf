package org.openmfs.northbound.backup;

import java.util.List;

/** A backup can't be made or used; nothing was changed. */
public final class UnusableBackupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    UnusableBackupException(List<Fault> faults) {
        super(faults.getFirst().toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    UnusableBackupException(String place, String text) {
        this(List.of(new Fault(place, text)));
    }

    /** Everything that was found, at least one. */
    public List<Fault> faults() {
        return faults;
    }
}
