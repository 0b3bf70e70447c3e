package io.autofutures.launcher.replay;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.Home;
import io.autofutures.launcher.broker.BrokerProcess;
import io.autofutures.launcher.broker.BrokerTopics;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running broker: the options that every command has that reads or writes topics. */
public final class BrokerArguments {
    @Option(names = "--bootstrap")
    private @Nullable String bootstrap;

    @Option(names = "--data")
    private @Nullable Path data;

    /** @throws CommandFailure if no broker runs there */
    public String address() throws IOException {
        if (bootstrap != null) {
            return bootstrap;
        }
        Path folder = data == null ? Home.defaultData() : data;
        return BrokerProcess.addressOn(folder.resolve("broker"))
                .orElseThrow(() -> CommandFailure.unreachable(
                        "no broker runs on the data of %s: start the demo, or name a broker with --bootstrap HOST:PORT"
                                .formatted(folder)));
    }

    /**
     * A connection that knows these topics.
     *
     * @throws CommandFailure if the broker cannot be reached, or lacks one of them
     */
    public Transport existing(List<String> topics) throws IOException {
        String address = address();
        Map<String, Integer> partitions = BrokerTopics.at(address);
        for (String topic : topics) {
            if (!partitions.containsKey(topic)) {
                throw CommandFailure.usage(
                        "the broker at %s has no topic %s: check the name, or start the services once"
                                .formatted(address, topic));
            }
        }
        return connect(address, partitions.getOrDefault(topics.getFirst(), Topics.PARTITIONS));
    }

    /**
     * A connection for writing to this topic, which may be new: it gets as many partitions as the market's own.
     *
     * @throws CommandFailure if the broker cannot be reached
     */
    public Transport connect(String topic) throws IOException {
        String address = address();
        Map<String, Integer> partitions = BrokerTopics.at(address);
        int ofMarket = partitions.getOrDefault(Topics.WS_EVENTS.name(), Topics.PARTITIONS);
        return connect(address, partitions.getOrDefault(topic, ofMarket));
    }

    private static Transport connect(String address, int partitions) {
        return KafkaTransport.connect(
                KafkaTransportOptions.of(address, "auto-futures").withPartitions(partitions));
    }
}
