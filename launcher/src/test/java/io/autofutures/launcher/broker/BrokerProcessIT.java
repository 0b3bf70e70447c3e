package io.autofutures.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.launcher.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {
    @TempDir
    private Path folder;

    @Test
    void keepsItsPortOverARestart() throws Exception {
        String first;
        try (var broker = BrokerProcess.start(BrokerProcess.libs(), folder)) {
            first = broker.bootstrapServers();
            assertThat(answers(first)).isTrue();
        }
        assertThat(answers(first)).isFalse();

        try (var broker = BrokerProcess.start(BrokerProcess.libs(), folder)) {
            assertThat(broker.bootstrapServers()).isEqualTo(first);
            assertThat(answers(first)).isTrue();
        }
    }

    @Test
    void endsWithinFiveSecondsOfItsParentAndIsWaitedFor() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + BrokerProcess.LIBS + "=" + BrokerProcess.libs(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerParent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();

        parent.destroyForcibly().waitFor();

        broker.onExit().get(5, TimeUnit.SECONDS);
        try (var next = BrokerProcess.start(BrokerProcess.libs(), folder)) {
            assertThat(answers(next.bootstrapServers())).isTrue();
        }
    }

    @Test
    void saysWhereItsLogIsWhenItCannotStart() {
        Path notLibs = folder.resolve("nothing-here");

        assertThatThrownBy(() -> BrokerProcess.start(notLibs, folder.resolve("data")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("broker.log");
    }

    private static boolean answers(String address) throws IOException {
        String[] parts = address.split(":");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), 1_000);
            return true;
        } catch (java.net.ConnectException refused) {
            return false;
        }
    }
}
