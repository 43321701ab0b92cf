package org.openmfs.northbound.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendaylight.netconf.databind.RequestError;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.PlainWords;
import org.openmfs.northbound.error.ServerError;

/** What the engine reports, as a client may see it: its tags corrected where they are wrong, its words where they leak. */
public final class EngineErrors {
    private EngineErrors() {}

    private static final Pattern MISSING =
            Pattern.compile("Node ([A-Za-z0-9_.-]+)(?:\\[.*])? is missing mandatory descendant (/\\S+)");

    private static final Pattern NAMED_LEAF = Pattern.compile("([a-z][a-z0-9-]*(?:/[^\\s:]+)*): (.+)");

    /** How a conflict is told from other errors. */
    public static final String CONFLICT = "The data is being changed by somebody else.";

    static final String UNREADABLE = "The datastore can't be read now.";

    /** A read that failed without a reason of the request's is the datastore's trouble; another time it may succeed. */
    static List<ServerError> ofReading(List<RequestError> errors, String path) {
        return translate(errors, path).stream()
                .map(error -> error.condition() == Condition.FAILED
                        ? ServerError.at(error.path(), Condition.STORE_AWAY, UNREADABLE)
                        : error)
                .toList();
    }

    /** @param path where the request points, for errors that do not say where they are */
    public static List<ServerError> translate(List<RequestError> errors, String path) {
        return errors.stream().map(error -> translate(error, path)).toList();
    }

    private static ServerError translate(RequestError error, String path) {
        Condition condition = condition(error);
        String appTag = error.appTag() == null ? "" : error.appTag();
        String where = pathOf(error).isEmpty() ? path : pathOf(error);
        String words = condition == Condition.DATA_MISSING
                ? otherwise(condition)
                : PlainWords.of(textOf(error), otherwise(condition));
        Matcher missing = MISSING.matcher(words);
        return missing.matches()
                ? new ServerError(condition, where + below(missing, where), whatIsMissing(missing), appTag)
                : new ServerError(condition, where, words, appTag);
    }

    /**
     * What an operation answers: it may begin with the leaf of its input that it means, and a colon.
     *
     * @param input path of the input; empty if it is not known
     */
    public static List<ServerError> ofOperation(List<RequestError> errors, String input) {
        return errors.stream().map(error -> ofOperation(error, input)).toList();
    }

    private static ServerError ofOperation(RequestError error, String input) {
        Matcher named = NAMED_LEAF.matcher(textOf(error));
        if (input.isEmpty() || !named.matches()) {
            return translate(error, input);
        }
        Condition condition = condition(error);
        return ServerError.at(
                input + "/" + named.group(1), condition, PlainWords.of(named.group(2), otherwise(condition)));
    }

    private static String whatIsMissing(Matcher missing) {
        String node = missing.group(1);
        String child = missing.group(2).substring(1);
        return "'" + child + "' is missing in '" + node + "'.";
    }

    /** What the datastore misses below the node that was written: the rest of its path. */
    private static String below(Matcher missing, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String name = last.substring(last.indexOf(':') + 1).replaceAll("\\[.*", "");
        return name.equals(missing.group(1)) ? missing.group(2) : "";
    }

    private static Condition condition(RequestError error) {
        String text = textOf(error);
        if (text.startsWith("No implementation of RPC")) {
            return Condition.NOT_IMPLEMENTED;
        }
        return text.equals("Mount point does not exist")
                ? Condition.DATA_MISSING
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
