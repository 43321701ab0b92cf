package org.openmfs.agent.methods.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openmfs.agent.methods.PublishedVectors;

/**
 * One published answer of an algorithm: names with values, in files of the forms that NIST and Botan use.
 *
 * @param set the parameter set, where the file has several
 */
record KnownAnswer(String set, Map<String, String> values) {
    /** All answers of a file, in its order. */
    static List<KnownAnswer> of(String file) throws IOException {
        List<KnownAnswer> answers = new ArrayList<>();
        String set = "";
        Map<String, String> values = new TreeMap<>();
        List<String> lines = new ArrayList<>(PublishedVectors.lines(file));
        lines.add("");
        for (String line : lines) {
            int equals = line.indexOf(" = ");
            if (line.startsWith("[")) {
                set = line.substring(1, line.indexOf(']'));
            } else if (line.isBlank() && !values.isEmpty()) {
                answers.add(new KnownAnswer(set, values));
                values = new TreeMap<>();
            } else if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals).toLowerCase(Locale.ROOT), line.substring(equals + 3));
            }
        }
        return answers;
    }

    static List<KnownAnswer> of(String file, String set) throws IOException {
        return of(file).stream().filter(answer -> answer.set().equals(set)).toList();
    }

    byte[] octets(String name) {
        return HexFormat.of().parseHex(values.get(name));
    }
}
