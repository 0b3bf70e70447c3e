package io.autofutures.status.web;

/** A request that is refused, with the reason for its sender. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public ApiProblem(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
