package org.openmfs.southbound.netconf.model;

import java.util.Optional;
import org.w3c.dom.Element;

/**
 * How the entries that a change touches are to look, whatever they look like now: as the change wants them, or as they
 * were before it. Entries that it does not touch are left alone.
 */
public interface DeviceTarget {
    /**
     * The same entries as they were.
     *
     * @param was an answer to {@code get-config}
     */
    DeviceTarget as(Element was);

    /**
     * What is to be merged into the configuration, with operations of RFC 6241 section 7.2; empty if nothing is.
     *
     * @param now an answer to {@code get-config}
     */
    Optional<Element> difference(Element now);
}
