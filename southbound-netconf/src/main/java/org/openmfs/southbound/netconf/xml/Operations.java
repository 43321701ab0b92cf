package org.openmfs.southbound.netconf.xml;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.w3c.dom.Element;

/** The requests that are sent to a device: RFC 6241 and RFC 5277. */
public final class Operations {
    /** A configuration datastore of RFC 6241. */
    public enum Datastore {
        RUNNING("running"),
        CANDIDATE("candidate"),
        STARTUP("startup");

        private final String element;

        Datastore(String element) {
            this.element = element;
        }
    }

    private Operations() {}

    public static Element lock(Datastore target) {
        return on("lock", "target", target);
    }

    public static Element unlock(Datastore target) {
        return on("unlock", "target", target);
    }

    public static Element killSession(String session) {
        return operation("kill-session").leaf("session-id", session).element();
    }

    public static Element discardChanges() {
        return operation("discard-changes").element();
    }

    public static Element validate(Datastore source) {
        return on("validate", "source", source);
    }

    /** @param wholly nothing of it is kept if a part fails, where the device can */
    public static Element editConfig(Datastore target, Element change, boolean wholly) {
        XmlWriter edit = operation("edit-config").with("target", within -> within.empty(target.element));
        edit.leaf("default-operation", "merge");
        if (wholly) {
            edit.leaf("error-option", "rollback-on-error");
        }
        return edit.with("config", config -> config.copy(change, asItIs -> {})).element();
    }

    public static Element commit() {
        return operation("commit").element();
    }

    /** A commit that the device takes back after this time, or when the session ends, unless another one follows. */
    public static Element commitToBeConfirmed(Duration within) {
        return operation("commit")
                .empty("confirmed")
                .leaf("confirm-timeout", within.toSeconds())
                .element();
    }

    public static Element cancelCommit() {
        return operation("cancel-commit").element();
    }

    /** Makes what runs survive a restart, on a device that keeps the two apart. */
    public static Element copyToStartup() {
        return operation("copy-config")
                .with("target", target -> target.empty(Datastore.STARTUP.element))
                .with("source", source -> source.empty(Datastore.RUNNING.element))
                .element();
    }

    /** These parts of what runs. */
    public static Element getConfig(List<TopLevelNode> parts) {
        return operation("get-config")
                .with("source", source -> source.empty(Datastore.RUNNING.element))
                .with("filter", filter -> only(parts, filter))
                .element();
    }

    /** Configuration and state of these parts. */
    public static Element get(List<TopLevelNode> parts) {
        return get(filter -> only(parts, filter));
    }

    static Element get(Consumer<XmlWriter> subtrees) {
        return operation("get")
                .with("filter", filter -> {
                    filter.element().setAttribute("type", "subtree");
                    subtrees.accept(filter);
                })
                .element();
    }

    public static Element createSubscription() {
        return XmlWriter.root(Names.NOTIFICATION, "create-subscription").element();
    }

    private static void only(List<TopLevelNode> parts, XmlWriter filter) {
        filter.element().setAttribute("type", "subtree");
        parts.forEach(part -> filter.with(part.namespace(), part.name(), all -> {}));
    }

    private static Element on(String operation, String part, Datastore datastore) {
        Consumer<XmlWriter> named = within -> within.empty(datastore.element);
        return operation(operation).with(part, named).element();
    }

    private static XmlWriter operation(String name) {
        return XmlWriter.root(Names.NETCONF, name);
    }
}
