package org.openmfs.northbound.restconf;

import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;

/** Something below {@code /restconf} that answers. */
public interface Resource {
    HttpReply answer(Request request) throws RefusedException;
}
