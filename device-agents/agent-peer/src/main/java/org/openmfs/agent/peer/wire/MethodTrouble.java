package org.openmfs.agent.peer.wire;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * What a peer is told of a method that failed: which it is, and nothing of the tokens, servers and files that it stands on
 * here. What the method itself says, be it a module of another maker, is for the operator at this end.
 */
final class MethodTrouble {
    private static final Pattern OF_METHOD =
            Pattern.compile("([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?): .*", Pattern.DOTALL);
    private static final Map<ReasonCode, String> TOLD = Map.of(
            ReasonCode.METHOD_UNREACHABLE, "it cannot be reached, and the operator there is told why",
            ReasonCode.METHOD_EXHAUSTED, "it has no key for this",
            ReasonCode.METHOD_FAILED, "it failed, and the operator there is told why");

    private MethodTrouble() {}

    /** The text of a refusal as it may leave. */
    static String told(Message.Refuse refuse) {
        Matcher ofMethod = OF_METHOD.matcher(refuse.text());
        return TOLD.containsKey(refuse.reason()) && ofMethod.matches()
                ? ofMethod.group(1) + ": " + TOLD.get(refuse.reason())
                : refuse.text();
    }
}
