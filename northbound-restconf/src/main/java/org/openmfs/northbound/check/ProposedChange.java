package org.openmfs.northbound.check;

import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** The configuration as it is, and as a request would make it. */
public interface ProposedChange {
    /** A top-level node as it is; empty if it is not there. */
    Optional<NormalizedNode> before(QName topLevel);

    /** A top-level node as it would be; empty if it would not be there. */
    Optional<NormalizedNode> after(QName topLevel);

    /** The hash of the plan that the client has seen, if the change is to be made for that plan alone. */
    default Optional<String> expectedPlan() {
        return Optional.empty();
    }
}
