package org.openmfs.agent.netconf.datastore;

/** What happened to a commit on trial, in the words of {@code netconf-confirmed-commit} (RFC 6470). */
public enum ConfirmEvent {
    START,
    CANCEL,
    TIMEOUT,
    EXTEND,
    COMPLETE
}
