package org.openmfs.northbound.restconf;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.opendaylight.restconf.api.query.ContentParam;
import org.opendaylight.restconf.api.query.DepthParam;
import org.opendaylight.restconf.api.query.FieldsParam;
import org.opendaylight.restconf.api.query.InsertParam;
import org.opendaylight.restconf.api.query.PointParam;
import org.opendaylight.restconf.api.query.WithDefaultsParam;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;

/** Query parameters (RFC 8040, section 4.8): known ones, once each, with values that they can have. */
final class Query {
    /** Ours: a change of a service is made only if it leads to the plan of this hash. */
    static final String EXPECTED_PLAN = "expected-plan";

    private static final Map<String, Consumer<String>> VALUES = Map.of(
            "content",
            ContentParam::forUriValue,
            "depth",
            DepthParam::forUriValue,
            "fields",
            Query::fields,
            "with-defaults",
            WithDefaultsParam::forUriValue,
            "insert",
            InsertParam::forUriValue,
            "point",
            PointParam::forUriValue,
            EXPECTED_PLAN,
            Query::hash,
            "start-time",
            OffsetDateTime::parse,
            "stop-time",
            OffsetDateTime::parse);

    private static final String A_TIME = "a time as 2026-11-30T12:00:00Z";

    /** What may be said of those whose values are few. */
    private static final Map<String, String> EXPECTED = Map.of(
            "content",
            "config, nonconfig or all",
            "depth",
            "1 to 65535 or unbounded",
            "fields",
            "names of the model, as a;b(c;d)/e",
            "with-defaults",
            "report-all, trim, explicit or report-all-tagged",
            "insert",
            "first, last, before or after",
            "point",
            "the address of an entry",
            EXPECTED_PLAN,
            "the hash of a plan, 64 hexadecimal digits",
            "start-time",
            A_TIME,
            "stop-time",
            A_TIME);

    /** More than any model has. */
    private static final int DEEPEST = 100;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    static final Set<String> READING = Set.of("content", "depth", "fields", "with-defaults");
    static final Set<String> PLACING = Set.of("insert", "point", EXPECTED_PLAN);
    static final Set<String> CHANGING = Set.of(EXPECTED_PLAN);
    static final Set<String> STREAM = Set.of("start-time", "stop-time");
    static final Set<String> NONE = Set.of();

    private Query() {}

    static Map<String, String> of(HttpCall call, Set<String> allowed) throws RefusedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : call.query()) {
            String name = parameter.getKey();
            if (!allowed.contains(name)) {
                throw new RefusedException(
                        Condition.INVALID_VALUE,
                        "There is no query parameter '"
                                + (NAME.matcher(name).matches() ? name : "…") + "' for this; there are "
                                + (allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed))) + ".");
            }
            if (parameters.put(name, parameter.getValue()) != null) {
                throw new RefusedException(
                        Condition.INVALID_VALUE, "The query parameter '" + name + "' may occur only once.");
            }
            checkValue(name, parameter.getValue());
        }
        return parameters;
    }

    /** OpenDaylight's reader goes into each level with another call of itself. */
    private static void fields(String value) {
        if (value.chars().filter(letter -> letter == '/' || letter == '(').count() > DEEPEST) {
            throw new IllegalArgumentException("too many levels");
        }
        FieldsParam.forUriValue(value);
    }

    private static void hash(String value) {
        if (!HASH.matcher(value).matches()) {
            throw new IllegalArgumentException("no hash");
        }
    }

    private static void checkValue(String name, String value) throws RefusedException {
        try {
            if (VALUES.containsKey(name)) {
                VALUES.get(name).accept(value);
            }
        } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
            throw new RefusedException(
                    Condition.INVALID_VALUE,
                    "The query parameter '" + name + "' can't have this value: " + EXPECTED.get(name)
                            + " was expected.");
        }
    }
}
