package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.detection.replay.tune.Trial;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trials side by side on one reading of a recording: a batch of events goes to every thread, each has trials of its own,
 * and the next batch comes when all are done. What a trial sees does not depend on the number of threads.
 */
final class Trials {
    private static final int BATCH = 4_096;

    private final List<Trial> trials;
    private final int threads;

    /** @param threads positive */
    Trials(List<Trial> trials, int threads) {
        this.trials = List.copyOf(trials);
        this.threads = Math.max(1, Math.min(threads, trials.size()));
    }

    void on(Input recording, Progress progress) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("trials-", 0).factory())) {
            var batch = new ArrayList<Recorded>(BATCH);
            recording.read(
                    event -> {
                        batch.add(event);
                        if (batch.size() == BATCH) {
                            judge(batch, workers);
                            batch.clear();
                        }
                    },
                    progress);
            judge(batch, workers);
        } catch (Interrupted e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while judging");
        }
    }

    private void judge(List<Recorded> batch, ExecutorService workers) {
        var tasks = new ArrayList<Callable<Boolean>>(threads);
        for (int first = 0; first < threads; first++) {
            int begin = first;
            tasks.add(() -> {
                for (int trial = begin; trial < trials.size(); trial += threads) {
                    batch.forEach(trials.get(trial)::on);
                }
                return true;
            });
        }
        try {
            for (var done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }

    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(InterruptedException cause) {
            super(cause);
        }
    }
}
