package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.autofutures.testkit.fences.Fences;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FencesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testkit"))
            .importPackages("io.autofutures");

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("fixture");

    /** Which fixture breaks which fence. */
    private static final Map<String, String> BREAKERS = Map.of(
            "services meet only on topics: ingest", "fixture.ingest.Gossip",
            "services meet only on topics: trader", "fixture.trader.Gossip",
            "services meet only on topics: tracker", "fixture.tracker.Gossip",
            "services meet only on topics: status", "fixture.status.Gossip",
            "no Kafka type outside its rooms", "fixture.status.Subscriber",
            "cores without I/O", "fixture.ledger.Ledger",
            "cores without clock or randomness", "fixture.execution.Impatience",
            "time and ids are injected", "fixture.tracker.OwnTime",
            "the venue's payloads stay with it", "fixture.simulator.Borrower");

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsFences() {
        return new Fences("io.autofutures")
                .all().entrySet().stream()
                        .map(fence -> dynamicTest(
                                fence.getKey(), () -> fence.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> eachFenceIsSeenToFailWhenBroken() {
        return new Fences("fixture")
                .all().entrySet().stream()
                        .map(fence -> dynamicTest(fence.getKey(), () -> {
                            var result = fence.getValue().evaluate(BROKEN);

                            assertThat(result.hasViolation()).isTrue();
                            assertThat(result.getFailureReport().getDetails())
                                    .anyMatch(line -> line.contains(BREAKERS.get(fence.getKey())));
                        }));
    }

    @Test
    void chanceInACoreIsSeenToo() {
        var result = new Fences("fixture").coresWithoutClockOrChance().evaluate(BROKEN);

        assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains("fixture.decision.Whim"));
    }

    @Test
    void aConfigurationMayMakeTheClock() {
        var result = new Fences("fixture").timeIsInjected().evaluate(BROKEN);

        assertThat(result.getFailureReport().getDetails()).noneMatch(line -> line.contains("TrackerConfiguration"));
    }
}
