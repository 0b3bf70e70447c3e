package io.autofutures.e2e;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the build has left, and how the script starts it. */
final class Build {
    private Build() {}

    static Path root() {
        return Path.of(System.getProperty("autofutures.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** A service's own jar. @param module folder of the module */
    static Path executable(String module) {
        return root().resolve("%s/target/%s-%s-exec.jar"
                .formatted(module, module, System.getProperty("autofutures.version", "0.1.0-SNAPSHOT")));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command line behind {@code ./auto-futures}. */
    static List<String> command(String... arguments) {
        Path target = root().resolve("launcher/target");
        String jar = "launcher-%s.jar".formatted(System.getProperty("autofutures.version", "0.1.0-SNAPSHOT"));
        var command = new ArrayList<>(List.of(
                java(),
                "-Xmx448m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dautofutures.home=" + root(),
                "-Dautofutures.broker.libs=" + root().resolve("launcher/broker/target/libs"),
                "-cp",
                target.resolve(jar) + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                "io.autofutures.launcher.Main"));
        command.addAll(List.of(arguments));
        return command;
    }
}
