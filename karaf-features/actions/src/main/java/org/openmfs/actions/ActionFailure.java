package org.openmfs.actions;

/** An action was not carried out. */
public final class ActionFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ActionFailure(Problem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
