package io.autofutures.status;

import io.autofutures.model.topic.Topics;
import io.autofutures.transport.memory.MemoryTransport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a free port, over an in-process transport that the test holds too. */
public final class RunningStatus implements AutoCloseable {
    private final MemoryTransport transport;
    private final ConfigurableApplicationContext context;

    private RunningStatus(MemoryTransport transport, ConfigurableApplicationContext context) {
        this.transport = transport;
        this.context = context;
    }

    public static RunningStatus start(Path folder, String... more) {
        return start(new MemoryTransport(Clock.systemUTC()), folder, more);
    }

    public static RunningStatus start(MemoryTransport transport, Path folder, String... more) {
        transport.declare(Topics.all());
        var application = new SpringApplication(StatusApplication.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers((ApplicationContextInitializer<ConfigurableApplicationContext>)
                context -> context.getBeanFactory().registerSingleton("transport", transport));
        var arguments = new ArrayList<>(List.of("--spring.config.name=status-api"));
        for (String argument :
                List.of("--server.port=0", "--management.server.port=0", "--autofutures.data-dir=" + folder)) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            if (Arrays.stream(more).noneMatch(given -> given.startsWith(name))) {
                arguments.add(argument);
            }
        }
        arguments.addAll(List.of(more));
        return new RunningStatus(transport, application.run(arguments.toArray(String[]::new)));
    }

    public MemoryTransport transport() {
        return transport;
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public int managementPort() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.management.port")));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
