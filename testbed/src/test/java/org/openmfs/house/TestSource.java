package org.openmfs.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Java test source, read for the ids of requirements that its tests name. */
record TestSource(Path file, String text) {
    /** Possessive quantifiers, since backtracking into a long annotation overflows the stack. */
    private static final Pattern TEST = Pattern.compile(
            "(?s)(?<annotations>(?:@\\w+(?:\\((?:'\"'|[^()\"]|\"{3}(?:(?!\"{3}).)*+\"{3}|\"(?:[^\"\\\\]|\\\\.)*+\")*+\\))?\\s+)+)(?:[\\w<>?,.]+\\s+)*?(?<method>\\w+)\\s*\\(");

    private static final Pattern TEST_ANNOTATION =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|FuzzTest)\\b");
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("@(?:DisplayName|ParameterizedTest)\\([^\"]*\"((?:[^\"\\\\]|\\\\.)*+)\"");

    /** Which of the ids a test method or a display name in this source names; a disabled test names none. */
    Set<String> named(List<String> ids) {
        Set<String> named = new TreeSet<>();
        TEST.matcher(text)
                .results()
                .filter(TestSource::isTest)
                .forEach(test -> ids.stream()
                        .filter(id ->
                                methodNames(test.group("method"), id) || displayNames(test.group("annotations"), id))
                        .forEach(named::add));
        return named;
    }

    /** Names of the test methods that run. */
    Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        TEST.matcher(text).results().filter(TestSource::isTest).forEach(test -> tests.add(test.group("method")));
        return tests;
    }

    private static boolean isTest(MatchResult found) {
        String annotations = found.group("annotations");
        return TEST_ANNOTATION.matcher(annotations).find() && !annotations.contains("@Disabled");
    }

    /** In a method name each id stands between underscores, its own hyphen written as one: {@code P_A_combines}. */
    private static boolean methodNames(String method, String id) {
        return ("_" + method + "_").contains("_" + id.replace('-', '_') + "_");
    }

    private static boolean displayNames(String annotations, String id) {
        Pattern whole = Pattern.compile("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])");
        return DISPLAY_NAME
                .matcher(annotations)
                .results()
                .anyMatch(found -> whole.matcher(found.group(1)).find());
    }
}
