package org.openmfs.northbound.write;

import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/**
 * Where a client wants an entry in a list that users order (RFC 8040, sections 4.8.5 and 4.8.6; RFC 8072, section 2.5).
 *
 * @param where first, last, before or after
 * @param point the entry that before and after are about
 */
public record Placing(String where, Optional<Data> point) {
    /** @throws RefusedException if an entry that is named is missing, or too much */
    public static Placing of(String where, Optional<Data> point) throws RefusedException {
        boolean needsPoint = where.equals("before") || where.equals("after");
        if (needsPoint != point.isPresent()) {
            throw new RefusedException(
                    Condition.INVALID_VALUE,
                    needsPoint
                            ? "With '" + where + "' a point is named."
                            : "A point is named with 'before' and 'after' alone.");
        }
        return new Placing(where, point);
    }

    Edit edit(YangInstanceIdentifier entry, Optional<NormalizedNode> written, boolean isNew) throws RefusedException {
        if (point.isPresent() && !point.get().instance().coerceParent().equals(entry.coerceParent())) {
            throw new RefusedException(Condition.INVALID_VALUE, "The point is no entry of the same list.");
        }
        return new Edit.Insert(entry, written, position(), isNew);
    }

    private Position position() {
        return switch (where) {
            case "first" -> new Position.First();
            case "before" -> new Position.Before(point.orElseThrow().instance().getLastPathArgument());
            case "after" -> new Position.After(point.orElseThrow().instance().getLastPathArgument());
            default -> new Position.Last();
        };
    }
}
