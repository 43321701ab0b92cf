package org.openmfs.agent.protocol;

import java.util.regex.Pattern;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;

/** What is said to the peer, without what is none of its business: where files are on this machine. */
public final class ForPeer {
    private static final Pattern FILE = Pattern.compile("(?:(?<![\\w.:/])|\\bfile:/*)/[^\\s,;:'\"()]+");
    private static final String SOME_FILE = "(a local file)";

    private ForPeer() {}

    public static Message of(Message message) {
        if (message instanceof Message.Refuse refuse) {
            return new Message.Refuse(refuse.association(), refuse.key(), refuse.reason(), text(refuse.text()));
        }
        if (message instanceof Message.Retire retire) {
            return new Message.Retire(retire.association(), retire.key(), retire.cause(), text(retire.text()));
        }
        return message;
    }

    /**
     * Of a method that failed: which it is, and nothing of the tokens, servers and files that it stands on here. What it says
     * itself, be it a module of another maker, is for the operator at this end.
     */
    public static String failed(MethodId method, MethodFailure.Reason reason) {
        return method + ": "
                + switch (reason) {
                    case UNREACHABLE -> "it cannot be reached, and the operator there is told why";
                    case EXHAUSTED -> "it has no key for this";
                    case PEER_MESSAGE -> "what it was sent cannot be understood";
                    case REFUSED, MALFORMED, REUSED -> "it failed, and the operator there is told why";
                };
    }

    private static String text(String own) {
        return FILE.matcher(own).replaceAll(SOME_FILE);
    }
}
