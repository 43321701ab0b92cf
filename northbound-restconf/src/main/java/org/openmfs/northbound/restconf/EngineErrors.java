package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendaylight.netconf.databind.RequestError;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.PlainWords;
import org.openmfs.northbound.error.ServerError;

/** What the engine reports, as a client may see it: its tags corrected where they are wrong, its words where they leak. */
final class EngineErrors {
    private EngineErrors() {}

    private static final Pattern MISSING =
            Pattern.compile("Node ([A-Za-z0-9_.-]+)(?:\\[.*])? is missing mandatory descendant (/\\S+)");

    /** How a conflict is told from other errors. */
    static final String CONFLICT = "The data is being changed by somebody else.";

    /** Somebody else changed the same data at the same time; another attempt may succeed. */
    static boolean isConflict(List<RequestError> errors) {
        return errors.stream().anyMatch(error -> textOf(error).startsWith(CONFLICT));
    }

    /** @param path where the request points, for errors that do not say where they are */
    static List<ServerError> translate(List<RequestError> errors, String path) {
        return errors.stream().map(error -> translate(error, path)).toList();
    }

    private static ServerError translate(RequestError error, String path) {
        Condition condition = condition(error);
        String appTag = error.appTag() == null ? "" : error.appTag();
        String where = pathOf(error).isEmpty() ? path : pathOf(error);
        String words = condition == Condition.DATA_MISSING
                ? otherwise(condition)
                : PlainWords.of(textOf(error), otherwise(condition));
        return new ServerError(condition, where + missing(words, where), words, appTag);
    }

    /** What the datastore misses below the node that was written: the rest of its path. */
    private static String missing(String words, String path) {
        Matcher matcher = MISSING.matcher(words);
        if (!matcher.matches()) {
            return "";
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        String name = last.substring(last.indexOf(':') + 1).replaceAll("\\[.*", "");
        return name.equals(matcher.group(1)) ? matcher.group(2) : "";
    }

    private static Condition condition(RequestError error) {
        return textOf(error).startsWith("No implementation of RPC")
                ? Condition.NOT_IMPLEMENTED
                : Condition.reportedAs(error.type(), error.tag());
    }

    private static String textOf(RequestError error) {
        return error.message() == null ? "" : error.message().elementBody();
    }

    private static String pathOf(RequestError error) {
        var path = error.path();
        return path == null || path.path().isEmpty()
                ? ""
                : path.databind()
                        .jsonCodecs()
                        .instanceIdentifierCodec()
                        .unparseValue(path.path())
                        .rawString();
    }

    private static String otherwise(Condition condition) {
        return switch (condition) {
            case DATA_MISSING -> "There is no such data.";
            case DATA_EXISTS -> "The data is there already.";
            case IN_USE -> CONFLICT;
            case MISSING_ELEMENT -> "Something mandatory would be missing.";
            case NOT_IMPLEMENTED -> "Nobody carries this out.";
            case FAILED, PARTIAL, NOT_ROLLED_BACK -> "The server could not carry out the request.";
            default -> "The request can't be carried out.";
        };
    }
}
