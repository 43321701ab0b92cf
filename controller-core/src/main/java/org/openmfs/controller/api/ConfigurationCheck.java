package org.openmfs.controller.api;

import java.util.List;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ProtectionClass;

/** What configuration must fulfil beyond its schema, asked before it is stored. */
public interface ConfigurationCheck {
    /** Everything wrong with this intent, given what is configured now; empty when nothing is. */
    List<Defect> defects(Intent intent);

    /** Everything wrong with this class, given what is configured now; empty when nothing is. */
    List<Defect> defects(ProtectionClass protectionClass);

    /**
     * Something wrong with one leaf.
     *
     * @param leaf path of the leaf within the list entry, for example {@code a-end/endpoint}
     * @param text what was expected
     */
    record Defect(String leaf, String text) {}
}
