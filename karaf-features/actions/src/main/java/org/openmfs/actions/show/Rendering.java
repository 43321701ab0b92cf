package org.openmfs.actions.show;

import java.util.List;
import org.openmfs.actions.Event;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;

/** What an operator gets to see of a result, in lines without colours. */
public interface Rendering {
    List<String> of(Result result);

    List<String> of(Event event);

    List<String> of(Problem problem);
}
