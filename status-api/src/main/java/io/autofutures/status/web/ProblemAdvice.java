package io.autofutures.status.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says every failure as a problem; never a stack trace. */
@RestControllerAdvice
public final class ProblemAdvice {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    void refused(ApiProblem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem.of(problem.code(), String.valueOf(problem.getMessage()), request)
                .write(response);
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem.of(ProblemCode.NOT_FOUND, "there is nothing at " + request.getRequestURI(), request)
                .write(response);
    }

    @ExceptionHandler
    void method(HttpRequestMethodNotSupportedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Allow", "GET, HEAD");
        Problem.of(ProblemCode.METHOD_NOT_ALLOWED, e.getMethod() + " is not possible here", request)
                .write(response);
    }

    @ExceptionHandler
    void form(HttpMediaTypeNotAcceptableException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem.of(ProblemCode.NOT_ACCEPTABLE, "this address answers application/json", request)
                .write(response);
    }

    /** The other side has gone: nobody to tell. */
    @ExceptionHandler
    void gone(IOException e) {
        LOGGER.atDebug().addKeyValue("error", e.toString()).log("client went away");
    }

    @ExceptionHandler
    void failed(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOGGER.atError()
                .setCause(e)
                .addKeyValue("path", request.getRequestURI())
                .log("request failed");
        if (!response.isCommitted()) {
            response.reset();
            Problem.of(ProblemCode.INTERNAL, "the request could not be answered; the log says why", request)
                    .write(response);
        }
    }
}
