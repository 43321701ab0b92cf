package org.openmfs.northbound.restconf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** The with-defaults parameter (RFC 8040, section 4.8.9): the datastore holds what was written, and shows just that. */
final class WithDefaults {
    private WithDefaults() {}

    /** The parameters without it; what it asks for is what is done anyway, or is refused. */
    static Map<String, String> stripped(Map<String, String> query) throws RefusedException {
        Map<String, String> rest = new LinkedHashMap<>(query);
        String wanted = rest.remove("with-defaults");
        if (wanted != null && !wanted.equals("explicit")) {
            throw new RefusedException(
                    Condition.INVALID_VALUE, "The query parameter 'with-defaults' can only be 'explicit' here.");
        }
        return rest;
    }
}
