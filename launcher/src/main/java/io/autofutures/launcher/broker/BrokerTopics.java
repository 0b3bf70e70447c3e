package io.autofutures.launcher.broker;

import io.autofutures.launcher.CommandFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks a running broker what it has. */
public final class BrokerTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private BrokerTopics() {}

    /**
     * Name to number of partitions.
     *
     * @param address {@code host:port}, several with commas
     * @throws CommandFailure if no broker answers there
     */
    public static Map<String, Integer> at(String address) throws IOException {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "auto-futures-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis()));
        try (Admin admin = Admin.create(config)) {
            var names = admin.listTopics().names().get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
            var partitions = new TreeMap<String, Integer>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS)
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            return partitions;
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(address, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unreachable(address, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while the broker at " + address + " was asked for its topics");
        }
    }

    private static CommandFailure unreachable(String address, Throwable reason) {
        return CommandFailure.unreachable("no broker answers at %s (%s): check the address, or start the demo"
                .formatted(address, reason.getMessage()));
    }
}
