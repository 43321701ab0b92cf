package org.openmfs.northbound.check;

import java.util.List;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;

/**
 * What the application says to a change of the configuration before it is made: the models can't know that a class or
 * an endpoint exists.
 *
 * <p>It is asked about the whole configuration as it would be, so that it need not care whether a client wrote a leaf,
 * an entry or everything. Several changes are never asked about at once.
 */
public interface RequestCheck {
    /** The top-level nodes whose change it wants to be asked about. */
    Set<QName> concerns();

    /** Whether it holds a change to the plan that its client expects. */
    default boolean heedsExpectedPlan() {
        return false;
    }

    /** Returns why the change must not be made; empty if it may. Anything but quick is out of place here. */
    List<Refusal> check(ProposedChange change);

    /**
     * A reason against a change.
     *
     * @param tag what is wrong; {@link ErrorTag#INVALID_VALUE} for a value that names nothing,
     *     {@link ErrorTag#OPERATION_FAILED} for a condition of the client's that does not hold
     * @param path the leaf, as RFC 7951 writes an instance-identifier:
     *     {@code /mfs-service:services/service[id='blue']/protection-class}
     * @param message one sentence for people
     */
    record Refusal(ErrorTag tag, String path, String message) {}
}
