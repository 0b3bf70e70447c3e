package io.autofutures.status.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every way a request can be refused; the name is the stable code, and {@link #slug()} the page that explains it. */
public enum ProblemCode {
    UNKNOWN_PARAMETER(400, "Unknown parameter", "The request has a query parameter that this address does not know."),
    INVALID_PARAMETER(400, "Invalid parameter", "A query parameter has a value outside what is allowed."),
    INVALID_CURSOR(
            400, "Invalid cursor", "A cursor is opaque: use the one an earlier answer gave, for the same address."),
    HOST_REFUSED(421, "Host refused", "Requests must name the loopback address and port that the service is bound to."),
    ORIGIN_REFUSED(403, "Origin refused", "Requests of pages from elsewhere are not answered."),
    NOT_FOUND(404, "Not found", "There is nothing at this address, or it is no longer kept."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This address can only be read."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The answer cannot be given in the asked form."),
    INTERNAL(500, "Internal error", "Something failed on our side; the log says what.");

    private final int status;
    private final String title;
    private final String meaning;

    ProblemCode(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemCode> ofSlug(String slug) {
        return Arrays.stream(values()).filter(code -> code.slug().equals(slug)).findFirst();
    }
}
