package org.openmfs.testbed.web;

/** Answers calls; may block, since every call has a thread of its own. */
@FunctionalInterface
public interface Endpoint {
    Reply handle(Call call);
}
