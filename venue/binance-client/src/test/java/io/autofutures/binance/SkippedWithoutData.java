package io.autofutures.binance;

import io.autofutures.testkit.RecordedData;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** For properties, which know no assumptions: reports them as skipped where there is no recorded data. */
public final class SkippedWithoutData implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        String root = System.getenv(RecordedData.VARIABLE);
        return root == null || root.isBlank()
                ? SkipResult.skip(RecordedData.VARIABLE + " is not set: recorded data is needed")
                : SkipResult.doNotSkip();
    }
}
