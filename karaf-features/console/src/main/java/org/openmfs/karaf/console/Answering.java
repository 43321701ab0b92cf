package org.openmfs.karaf.console;

import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.port.Restconf;

/** A command that comes to one result. */
abstract class Answering extends Verb {
    abstract Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException;

    @Override
    final void act(Restconf restconf) throws ActionFailure, InterruptedException {
        print(rendering().of(carryOut(restconf)));
    }
}
