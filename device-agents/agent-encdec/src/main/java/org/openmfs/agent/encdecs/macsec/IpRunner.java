package org.openmfs.agent.encdecs.macsec;

import org.openmfs.agent.encdec.EncDecFailure;

/** Who carries out ip(8) commands: the program, or a kernel made up for a test. */
interface IpRunner {
    /**
     * Runs the commands in order, up to the first that fails.
     *
     * @return what was printed, as JSON
     * @throws EncDecFailure naming the purpose of the command that failed, never its text, which may hold a key
     */
    String run(IpScript script) throws EncDecFailure;
}
