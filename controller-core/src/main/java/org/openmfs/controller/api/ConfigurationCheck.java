package org.openmfs.controller.api;

import java.util.List;

/** What a change of the configuration must fulfil beyond its schema, asked before it is made. */
public interface ConfigurationCheck {
    /**
     * Everything wrong with a change; empty when nothing is.
     *
     * @param before the configuration as it is
     * @param after as it would be
     */
    List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after);

    /**
     * Something wrong with one node.
     *
     * @param path of the node, as RFC 7951 writes an instance-identifier
     * @param text what was expected, or who uses it; for people
     */
    record Defect(Kind kind, String path, String text) {
        /** A leaf that can't be as it would be. */
        public Defect(String path, String text) {
            this(Kind.INVALID, path, text);
        }
    }

    /** What sort of defect it is. */
    enum Kind {
        /** The node would be there, and can't be as it would be. */
        INVALID,
        /** The node would be gone, and something uses it. */
        IN_USE
    }
}
