package org.openmfs.actions;

import java.util.List;
import java.util.stream.Collectors;

/** Why an action was not carried out. */
public sealed interface Problem {
    /** For an operator, in one line or more. */
    String text();

    /**
     * There is nothing of this name.
     *
     * @param near names that may have been meant
     */
    record UnknownId(Subject subject, String id, List<String> near) implements Problem {
        @Override
        public String text() {
            return "there is no " + subject.one() + " " + id + meant(near);
        }
    }

    /**
     * An argument is not what was expected.
     *
     * @param argument as its command names it
     * @param given what was given; empty if nothing was
     * @param expected for an operator
     * @param near words that may have been meant
     */
    record WrongArgument(String argument, String given, String expected, List<String> near) implements Problem {
        public WrongArgument(String argument, String given, String expected) {
            this(argument, given, expected, List.of());
        }

        @Override
        public String text() {
            String instead = given.isEmpty() ? "" : ", not '" + given + "'";
            return argument + ": " + expected + " was expected" + instead + meant(near);
        }
    }

    /**
     * The manager refused it.
     *
     * @param status of HTTP
     * @param faults everything that is wrong
     */
    record Refused(int status, List<Fault> faults) implements Problem {
        @Override
        public String text() {
            return faults.stream().map(Fault::line).collect(Collectors.joining("\n"));
        }
    }

    /** It could not be carried out: the manager did not answer, a file could not be written. */
    record Failed(String text) implements Problem {}

    /**
     * One thing that is wrong.
     *
     * @param path of the node, as RFC 7951 writes it; empty if it is about no node
     * @param tag of RFC 8040, section 7
     * @param text for people
     */
    record Fault(String path, String tag, String text) {
        String line() {
            return path.isEmpty() ? text : path + ": " + text;
        }
    }

    private static String meant(List<String> near) {
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}
