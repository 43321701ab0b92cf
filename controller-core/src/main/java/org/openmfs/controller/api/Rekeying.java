package org.openmfs.controller.api;

import java.util.List;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** Has keys in use replaced now. */
@FunctionalInterface
public interface Rekeying {
    /** Asks the devices of a service. Blocks until they have answered. */
    Outcome rekey(ServiceId service);

    /** What it came to. */
    sealed interface Outcome {
        /** Every association of the service has the order. */
        record Ordered() implements Outcome {}

        /** There is no such service. */
        record Unknown() implements Outcome {}

        /** There is no key to replace: no plan is carried out for the service. */
        record Keyless() implements Outcome {}

        /** Not every association has the order. */
        record Refused(List<Trouble> troubles) implements Outcome {
            public Refused {
                troubles = List.copyOf(troubles);
            }
        }
    }
}
