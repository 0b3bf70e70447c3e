package io.autofutures.launcher.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.time.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LockstepTimersTest {
    private static final Instant NOON = Instant.parse("2022-12-13T12:00:00Z");

    private final Activity activity = new Activity();
    private final LockstepTimers timers = new LockstepTimers(activity);

    @Test
    void ringsTheEarliestFirstAndThoseOfOneInstantInOrder() throws InterruptedException {
        List<String> rung = Collections.synchronizedList(new ArrayList<>());
        timers.at(NOON.plusSeconds(2), () -> rung.add("late"));
        timers.at(NOON, () -> rung.add("first"));
        timers.at(NOON, () -> rung.add("second"));

        var stillness = new Stillness(activity);
        while (timers.releaseFirst()) {
            stillness.await();
        }

        assertThat(rung).containsExactly("first", "second", "late");
    }

    @Test
    void forgetsWhatWasCanceled() {
        var handle = timers.at(NOON, () -> {
            throw new AssertionError("must not ring");
        });

        handle.cancel();

        assertThat(timers.nextDue()).isEmpty();
        assertThat(timers.releaseFirst()).isFalse();
    }

    @Test
    void countsAnActionUntilItsEnd() throws InterruptedException {
        var hold = new CountDownLatch(1);
        timers.at(NOON, () -> await(hold));

        timers.releaseFirst();
        assertThat(activity.read().still()).isFalse();

        hold.countDown();
        new Stillness(activity).await();
        assertThat(activity.read().still()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
