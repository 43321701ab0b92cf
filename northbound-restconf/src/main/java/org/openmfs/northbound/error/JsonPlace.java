package org.openmfs.northbound.error;

import com.google.gson.stream.JsonReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a reader of JSON stands, for people. */
public final class JsonPlace {
    /** The only way in which it says so. */
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+) column (\\d+) ");

    private JsonPlace() {}

    /** Such as {@code line 3, column 7}. */
    public static String of(JsonReader reader) {
        Matcher place = PLACE.matcher(reader.toString());
        return place.find() ? "line " + place.group(1) + ", column " + place.group(2) : "a place that is not known";
    }
}
