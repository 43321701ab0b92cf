package org.openmfs.agent.netconf.server;

/** Requests that tests make of the toy device. */
public final class Requests {
    private Requests() {}

    /** An edit of the candidate; {@code nc:} and {@code toy:} are declared in it. */
    static String edit(String content) {
        return edit("", content);
    }

    /** An edit with further parameters. */
    static String edit(String parameters, String content) {
        return "<edit-config><target><candidate/></target>" + parameters + "<config>" + device(content)
                + "</config></edit-config>";
    }

    static String device(String content) {
        return "<device xmlns=\"" + ToyDevice.NAMESPACE + "\" xmlns:toy=\"" + ToyDevice.NAMESPACE
                + "\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\""
                + " xmlns:yang=\"urn:ietf:params:xml:ns:yang:1\">" + content + "</device>";
    }

    static String getConfig(String source) {
        return "<get-config><source><" + source + "/></source></get-config>";
    }

    static String getConfig(String source, String filter) {
        return "<get-config><source><" + source + "/></source>" + filter + "</get-config>";
    }

    static String lock(String target) {
        return "<lock><target><" + target + "/></target></lock>";
    }

    static String unlock(String target) {
        return "<unlock><target><" + target + "/></target></unlock>";
    }

    public static String subscribe(String content) {
        return "<create-subscription xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\">" + content
                + "</create-subscription>";
    }

    static String rekey(String input) {
        return "<rekey xmlns=\"" + ToyDevice.NAMESPACE + "\" xmlns:toy=\"" + ToyDevice.NAMESPACE + "\">" + input
                + "</rekey>";
    }
}
