package org.openmfs.northbound.engine;

import java.util.List;
import org.opendaylight.netconf.databind.RequestError;

/** What the engine says. */
public sealed interface Answer<R> {
    /** It did what it was asked for. */
    record Done<R>(R result) implements Answer<R> {}

    /** It did not. */
    record Failed<R>(List<RequestError> errors) implements Answer<R> {}
}
