package org.openmfs.northbound.error;

import java.util.List;

/** A request is refused; says why. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ServerError> errors;
    private final transient List<String> allowed;

    /** @param errors at least one; the first decides the HTTP status */
    public RefusedException(List<ServerError> errors) {
        this(errors, List.of());
    }

    private RefusedException(List<ServerError> errors, List<String> allowed) {
        super(errors.getFirst().message(), null, false, false);
        this.errors = List.copyOf(errors);
        this.allowed = List.copyOf(allowed);
    }

    /** @param allowed the methods that this resource has */
    public static RefusedException methodNotAllowed(List<String> allowed) {
        String message = "This resource has only the methods " + String.join(", ", allowed) + ".";
        return new RefusedException(List.of(ServerError.of(Condition.METHOD_NOT_ALLOWED, message)), allowed);
    }

    public RefusedException(Condition condition, String message) {
        this(List.of(ServerError.of(condition, message)));
    }

    public RefusedException(String path, Condition condition, String message) {
        this(List.of(ServerError.at(path, condition, message)));
    }

    public List<ServerError> errors() {
        return errors;
    }

    /** Methods that would have been allowed; empty unless the method was what was wrong. */
    public List<String> allowed() {
        return allowed;
    }
}
