package org.openmfs.controller.api;

import java.util.List;

/** What configuration must fulfil beyond its schema, asked before it is stored. */
public interface ConfigurationCheck {
    /** Everything wrong with the configuration as it would be; empty when nothing is. */
    List<Defect> defects(ProposedConfiguration proposed);

    /**
     * Something wrong with one leaf.
     *
     * @param path of the leaf, as RFC 7951 writes an instance-identifier
     * @param text what was expected, for people
     */
    record Defect(String path, String text) {}
}
