package io.autofutures.launcher.demo;

import io.autofutures.launcher.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds where the page can be. */
final class Ports {
    private static final int TRIES = 100;

    private Ports() {}

    /** @throws CommandFailure if the port is taken and may not be replaced */
    static int page(DemoOptions options) {
        int asked = options.port();
        if (asked == 0 || free(asked)) {
            return asked;
        }
        if (!options.nextFree()) {
            throw CommandFailure.usage(
                    "port %d is taken: stop what listens there, name another with --port, or leave --port out"
                            .formatted(asked));
        }
        for (int port = asked + 1; port < asked + TRIES; port++) {
            if (free(port)) {
                return port;
            }
        }
        throw CommandFailure.usage("no free port from %d to %d: name one with --port".formatted(asked, asked + TRIES));
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
