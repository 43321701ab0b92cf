package org.openmfs.agent.protocol;

import java.util.regex.Pattern;

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

    private static String text(String own) {
        return FILE.matcher(own).replaceAll(SOME_FILE);
    }
}
