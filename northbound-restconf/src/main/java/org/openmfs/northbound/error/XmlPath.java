package org.openmfs.northbound.error;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instance-identifier as XML writes it: every name with a prefix, where JSON writes one only when the module changes
 * (RFC 7951, section 6.11). The prefix of a module is its name.
 *
 * @param text the identifier
 * @param modules the prefixes in it, which the element around it must declare
 */
record XmlPath(String text, Set<String> modules) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.\\-]*";
    /** In single quotes nothing is escaped, in double ones by a backslash (RFC 7950, section 6.1.3). */
    private static final String QUOTED = "'[^']*'|\"(?:[^\"\\\\]|\\\\.)*+\"";
    /** A quoted value, or a name that stands after a slash or an opening bracket. */
    private static final Pattern PART =
            Pattern.compile(QUOTED + "|([/\\[])(?:(" + NAME + "):)?(" + NAME + ")", Pattern.DOTALL);

    static XmlPath of(String json) {
        Set<String> modules = new TreeSet<>();
        StringBuilder xml = new StringBuilder();
        Matcher part = PART.matcher(json);
        String module = "";
        while (part.find()) {
            if (part.group(3) == null) {
                part.appendReplacement(xml, Matcher.quoteReplacement(part.group()));
                continue;
            }
            if (part.group(2) != null) {
                module = part.group(2);
            }
            String name = module.isEmpty() ? part.group(3) : module + ":" + part.group(3);
            part.appendReplacement(xml, Matcher.quoteReplacement(part.group(1) + name));
            if (!module.isEmpty()) {
                modules.add(module);
            }
        }
        part.appendTail(xml);
        return new XmlPath(PlainWords.printable(xml.toString()), modules);
    }
}
