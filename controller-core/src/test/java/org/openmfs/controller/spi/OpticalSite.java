package org.openmfs.controller.spi;

import java.util.List;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.OpticalPath;

/** An optical network that a contract test may do what it likes with. Up when it is handed out, with nothing set up. */
public interface OpticalSite extends AutoCloseable {
    /** How to connect to it rightly; there is a credential. */
    ManagedNetwork settings();

    /** A path of 100 Gbit/s that it can provide, twice over. */
    OpticalPath path(AssociationId association);

    /** A path that it cannot provide. */
    OpticalPath impossiblePath(AssociationId association);

    /** From now on it accepts paths and does not install them. */
    void installNothing();

    /** It installs what it has accepted, and what it accepts from now on. */
    void install();

    /** What is set up. */
    List<OpticalPath> paths();

    /** The association's path carries nothing any more. */
    void fail(AssociationId association);

    /** The association's path carries traffic again. */
    void restore(AssociationId association);

    /** Somebody else takes the association's path away. */
    void remove(AssociationId association);

    /** From now on it cannot be reached; paths stay. */
    void goDown();

    /** Back after {@link #goDown}. */
    void comeBack();

    /** From now on it answers nothing, though whoever is connected stays connected. */
    void stall();

    @Override
    void close();
}
