package io.autofutures.status.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers only requests that name the loopback address and port we are bound to, and of pages only our own: without a
 * login this is what keeps other sites (and names that resolve to this machine) out. Runs before everything else.
 */
public final class HostGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int port = request.getLocalPort();
        String host = request.getHeader("Host");
        String origin = request.getHeader("Origin");
        if (host == null || !isOurs(host, port)) {
            Problem.of(ProblemCode.HOST_REFUSED, "Host must be 127.0.0.1:" + port + " or localhost:" + port, request)
                    .write(response);
        } else if (origin != null && !isSame(origin, host)) {
            Problem.of(ProblemCode.ORIGIN_REFUSED, "Origin must be http://" + host, request)
                    .write(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOurs(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name -> lower.equals(name + ":" + port) || (port == 80 && lower.equals(name)));
    }

    private static boolean isSame(@Nullable String origin, String host) {
        return ("http://" + host).equalsIgnoreCase(origin);
    }
}
