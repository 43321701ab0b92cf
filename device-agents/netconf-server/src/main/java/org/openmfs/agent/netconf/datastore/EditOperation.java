package org.openmfs.agent.netconf.datastore;

import java.util.Locale;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.RequestRefused;

/** What is to be done with a node of an {@code edit-config} (RFC 6241 section 7.2). */
public enum EditOperation {
    MERGE,
    REPLACE,
    CREATE,
    DELETE,
    REMOVE,
    NONE;

    /** Reads the {@code operation} attribute of a node. */
    static EditOperation ofAttribute(String text) throws RequestRefused {
        return find(text)
                .filter(operation -> operation != NONE)
                .orElseThrow(() -> RequestRefused.ofProtocol(
                                ErrorTag.BAD_ATTRIBUTE, "'" + text + "' is not an edit operation")
                        .info("bad-attribute", "operation"));
    }

    /** Reads {@code default-operation}: merge, replace or none. */
    public static EditOperation ofDefault(String text) throws RequestRefused {
        return find(text)
                .filter(operation -> operation == MERGE || operation == REPLACE || operation == NONE)
                .orElseThrow(() -> RequestRefused.ofProtocol(
                                ErrorTag.INVALID_VALUE, "'" + text + "' is not a default operation")
                        .info("bad-element", "default-operation"));
    }

    private static Optional<EditOperation> find(String text) {
        for (var operation : values()) {
            if (operation.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
