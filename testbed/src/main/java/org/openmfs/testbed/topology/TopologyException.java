package org.openmfs.testbed.topology;

/** A topology file that cannot be used; the message names the field, for example {@code qkd.links[1].rate}. */
public final class TopologyException extends Exception {
    private static final long serialVersionUID = 1L;

    public TopologyException(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
    }
}
