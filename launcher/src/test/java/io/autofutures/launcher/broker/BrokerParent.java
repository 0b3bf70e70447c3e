package io.autofutures.launcher.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a broker, prints its number, and waits to be killed. */
final class BrokerParent {
    private BrokerParent() {}

    public static void main(String[] args) throws Exception {
        var broker = BrokerProcess.start(BrokerProcess.libs(), Path.of(args[0]));
        System.out.println(broker.handle().pid());
        new CountDownLatch(1).await();
    }
}
