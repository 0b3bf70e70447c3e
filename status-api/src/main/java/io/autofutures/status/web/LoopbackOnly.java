package io.autofutures.status.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Without a login the service is for this machine only. */
public final class LoopbackOnly {
    private LoopbackOnly() {}

    /** @throws IllegalStateException with what to change, if the address or the mode asks for a login */
    public static void require(@Nullable InetAddress address, String mode) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException(
                    "status-api has no login yet and serves this machine only: set server.address"
                            + " to 127.0.0.1 (was " + (address == null ? "every address" : address.getHostAddress())
                            + ")");
        }
        if (!mode.equals("sim")) {
            throw new IllegalStateException(
                    "status-api has no login yet and serves MODE=sim only (was MODE=" + mode + ")");
        }
    }
}
