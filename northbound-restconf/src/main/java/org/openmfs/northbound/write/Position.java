package org.openmfs.northbound.write;

import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;

/** Where an entry comes in a list that users order (RFC 8040, section 4.8.5; RFC 8072, section 2.5). */
public sealed interface Position {
    /** Before all others. */
    record First() implements Position {}

    /** After all others. */
    record Last() implements Position {}

    /** Right before this one. */
    record Before(PathArgument entry) implements Position {}

    /** Right after this one. */
    record After(PathArgument entry) implements Position {}
}
