package io.autofutures.launcher.demo;

import io.autofutures.launcher.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo as a command: from its first line to Ctrl-C. */
public final class RunningDemo {
    private static final int STOP_SECONDS = 9;

    private final DemoOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Closers closers = new Closers();
    private volatile boolean stopping;

    private RunningDemo(DemoOptions options, PrintWriter err) {
        this.options = options;
        this.out = options.out();
        this.err = err;
    }

    /**
     * @param err told why it ends, should it end by itself
     * @return the exit code then
     */
    public static int run(DemoOptions options, PrintWriter err) throws IOException, InterruptedException {
        return new RunningDemo(options, err).run();
    }

    private int run() throws IOException, InterruptedException {
        out.printf(
                "starting %s, the simulated exchange and four services (data: %s)%n",
                options.durable() ? "a broker" : "no broker (TRANSPORT=memory: nothing is kept)", options.data());
        out.flush();
        Thread stopper = Thread.ofPlatform().name("stop").unstarted(this::stop);
        Runtime.getRuntime().addShutdownHook(stopper);
        Demo demo = Demo.start(options, closers);
        announce(demo);
        try {
            while (!demo.end().isDone()) {
                awaitEnd(demo);
            }
            demo.end().get();
            return 0;
        } catch (ExecutionException e) {
            if (stopping) {
                return 0;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            int code = cause instanceof CommandFailure failure ? failure.exitCode() : CommandFailure.FAILED;
            err.printf("auto-futures demo: %s%n", cause.getMessage());
            err.flush();
            haltUnlessStopped(code);
            closers.close();
            return code;
        }
    }

    private void announce(Demo demo) {
        if (options.nextFree() && !demo.url().endsWith(":" + options.port())) {
            out.printf("port %d is taken, so the next free one is used%n", options.port());
        }
        out.printf("page: %s  (Ctrl-C stops everything)%n", demo.url());
        out.printf(
                "market: %s from %s UTC at speed %s%n",
                String.join(", ", demo.symbols()),
                demo.startedAt(),
                options.lockstep() ? "lockstep" : plain(options.speed()));
        out.flush();
    }

    private static String plain(double speed) {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    private void awaitEnd(Demo demo) throws InterruptedException, ExecutionException {
        while (!demo.marketEnded()) {
            try {
                demo.end().get(500, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillRunning) {
                // looks at the market again
            }
        }
        out.printf(
                "the recording has ended at %s; the page stays up (--fresh plays it again)%n",
                demo.clock().instant());
        out.flush();
        demo.end().get();
    }

    private void stop() {
        stopping = true;
        haltUnlessStopped(CommandFailure.FAILED);
        out.println("stopping");
        out.flush();
        closers.close();
        out.println("stopped");
        out.flush();
    }

    /** Whatever hangs, Ctrl-C ends it. */
    private static void haltUnlessStopped(int code) {
        Thread.ofPlatform().daemon().name("halt").start(() -> {
            try {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
                Runtime.getRuntime().halt(code);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
