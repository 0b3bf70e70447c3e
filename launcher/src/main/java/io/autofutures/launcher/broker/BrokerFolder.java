package io.autofutures.launcher.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the broker keeps in the data folder: its log directory, its ports, its settings and its own log. */
record BrokerFolder(Path root) {
    /** Any id does: the cluster never meets another. */
    static final String CLUSTER_ID = "YXV0by1mdXR1cmVzLWQ";

    Path serverProperties() {
        return root.resolve("server.properties");
    }

    Path log() {
        return root.resolve("broker.log");
    }

    Path output() {
        return root.resolve("output.log");
    }

    Path owner() {
        return root.resolve("process");
    }

    /**
     * Writes the settings anew, with the ports of last time where they are still free.
     *
     * @return the port for clients
     */
    int prepare() throws IOException {
        Files.createDirectories(root);
        Properties former = load();
        int clients = freePort(former.getProperty("autofutures.port"), 0);
        int controller = freePort(former.getProperty("autofutures.controller.port"), clients);
        var lines = new StringBuilder();
        settings(clients, controller)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        Files.writeString(serverProperties(), lines);
        return clients;
    }

    /** The port for clients, as last prepared. */
    Optional<String> port() throws IOException {
        return Optional.ofNullable(load().getProperty("autofutures.port"));
    }

    private Map<String, String> settings(int clients, int controller) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("autofutures.port", Integer.toString(clients));
        settings.put("autofutures.controller.port", Integer.toString(controller));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        // named in the settings and not in the log, so that a taken port can be replaced
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(clients, controller));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + clients);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", root.resolve("data").toString().replace('\\', '/'));
        settings.put("auto.create.topics.enable", "false");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".replication.factor", "1");
            settings.put(internal + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // a dead member's partitions are taken over within the project's ten seconds
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "3000");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        // after a kill the next start waits for the end of the former registration
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("broker.session.timeout.ms", "5000");
        // small: one machine, one user
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.cleaner.io.buffer.size", "131072");
        settings.put("log.segment.bytes", "33554432");
        settings.put("log.index.size.max.bytes", "1048576");
        return settings;
    }

    private Properties load() throws IOException {
        var properties = new Properties();
        if (Files.exists(serverProperties())) {
            try (var in = Files.newBufferedReader(serverProperties())) {
                properties.load(in);
            }
        }
        return properties;
    }

    private static int freePort(@org.jspecify.annotations.Nullable String former, int except) throws IOException {
        if (former != null) {
            try (var socket = new ServerSocket(Integer.parseInt(former), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                return freePort(null, except);
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            return port == except ? freePort(null, except) : port;
        }
    }
}
