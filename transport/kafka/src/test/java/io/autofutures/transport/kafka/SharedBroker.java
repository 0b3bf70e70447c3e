package io.autofutures.transport.kafka;

import java.nio.file.Path;

/** One broker for all test classes of a run; a shutdown hook ends it. */
final class SharedBroker {
    private static final BrokerProcess BROKER = BrokerProcess.create(Path.of("target", "brokers"));

    private SharedBroker() {}

    static String address() {
        return BROKER.address();
    }
}
