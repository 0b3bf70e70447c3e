package io.autofutures.launcher.demo;

import io.autofutures.ingest.IngestConfiguration;
import io.autofutures.ingest.IngestStatus;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.status.StatusApplication;
import io.autofutures.tracker.TrackerConfiguration;
import io.autofutures.trader.TraderConfiguration;
import io.autofutures.transport.Transport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each in a Spring context of its own, sharing what the all-in-one owns. */
final class Services implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final Map<String, ConfigurableApplicationContext> contexts;

    private Services(Map<String, ConfigurableApplicationContext> contexts) {
        this.contexts = contexts;
    }

    /** What every context is given before it makes anything of its own. */
    record Shared(
            Transport transport,
            VenueClock clock,
            VenueTimers timers,
            Settings settings,
            Activity activity,
            InstantSource wall) {
        void register(ConfigurableApplicationContext context) {
            var beans = context.getBeanFactory();
            beans.registerSingleton("sharedTransport", transport);
            beans.registerSingleton("sharedVenueClock", clock);
            beans.registerSingleton("sharedVenueTimers", timers);
            beans.registerSingleton("sharedSettings", settings);
            beans.registerSingleton("sharedActivity", activity);
            // a venue clock is an instant source too; who asks for just that means the wall's
            var wallClock = new RootBeanDefinition(InstantSource.class, () -> wall);
            wallClock.setPrimary(true);
            ((BeanDefinitionRegistry) beans).registerBeanDefinition("sharedWallClock", wallClock);
        }
    }

    /** @param arguments Spring properties of every service, as {@code --name=value} */
    static Services start(Shared shared, List<String> arguments, int port) throws InterruptedException {
        var plans = new LinkedHashMap<String, Callable<ConfigurableApplicationContext>>();
        plans.put(
                "order-tracker",
                () -> run("order-tracker", TrackerConfiguration.class, WebApplicationType.NONE, shared, arguments));
        plans.put(
                "trader-core",
                () -> run("trader-core", TraderConfiguration.class, WebApplicationType.NONE, shared, arguments));
        plans.put(
                "ws-ingest",
                () -> run("ws-ingest", IngestConfiguration.class, WebApplicationType.NONE, shared, arguments));
        var page = new ArrayList<>(arguments);
        page.addAll(List.of("--server.port=" + port, "--management.server.port=-1"));
        plans.put(
                "status-api",
                () -> run("status-api", StatusApplication.class, WebApplicationType.SERVLET, shared, page));
        return new Services(startTogether(plans));
    }

    private static Map<String, ConfigurableApplicationContext> startTogether(
            Map<String, Callable<ConfigurableApplicationContext>> plans) throws InterruptedException {
        var contexts = new LinkedHashMap<String, ConfigurableApplicationContext>();
        var running = new LinkedHashMap<String, Future<ConfigurableApplicationContext>>();
        try (ExecutorService starters = Executors.newFixedThreadPool(2)) {
            plans.forEach((name, plan) -> running.put(name, starters.submit(plan)));
        }
        RuntimeException failure = null;
        for (var entry : running.entrySet()) {
            try {
                contexts.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                failure = new IllegalStateException(entry.getKey() + " did not start: " + root(e), e);
            }
        }
        if (failure != null) {
            contexts.values().forEach(ConfigurableApplicationContext::close);
            throw failure;
        }
        return contexts;
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static ConfigurableApplicationContext run(
            String name, Class<?> configuration, WebApplicationType web, Shared shared, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.add("--spring.config.name=" + name);
        all.add("--spring.application.name=" + name);
        all.add("--autofutures.instance=" + name);
        return new SpringApplicationBuilder(configuration)
                .web(web)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(shared::register)
                .run(all.toArray(String[]::new));
    }

    /** Both streams of the venue are open. */
    boolean connected() {
        return service("ws-ingest").getBean(IngestStatus.class).connected();
    }

    private ConfigurableApplicationContext service(String name) {
        ConfigurableApplicationContext context = contexts.get(name);
        if (context == null) {
            throw new IllegalStateException("no service " + name);
        }
        return context;
    }

    /** Where the page answers. */
    int port() {
        return Integer.parseInt(service("status-api").getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        try (ExecutorService stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            contexts.values().forEach(context -> stoppers.execute(context::close));
            stoppers.shutdown();
            if (!stoppers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                stoppers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
