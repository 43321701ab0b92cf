package org.openmfs.agent.netconf.datastore;

import java.time.Instant;

/**
 * A lock on a whole datastore.
 *
 * @param holder the session that has it
 * @param since when it got it
 */
public record Lock(SessionHandle holder, Instant since) {}
