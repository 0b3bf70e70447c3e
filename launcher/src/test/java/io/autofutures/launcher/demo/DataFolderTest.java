package io.autofutures.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.broker.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path root;

    @Test
    void keepsWhatItHoldsUntilAskedToStartFresh() throws IOException {
        Path kept = root.resolve("venue/journal");
        try (var folder = DataFolder.open(root, false)) {
            Files.createDirectories(folder.venue());
            Files.writeString(kept, "positions");
        }

        DataFolder.open(root, false).close();
        assertThat(kept).exists();

        DataFolder.open(root, true).close();
        assertThat(kept).doesNotExist();
    }

    @Test
    void refusesASecondOwner() throws IOException {
        try (var ignored = DataFolder.open(root, false)) {
            assertThatThrownBy(() -> DataFolder.open(root, false))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(CommandFailure.DATA_FOLDER))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesAFolderHeldByALiveProcessThatDoesNotLockIt() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(root.resolve("owner"), ProcessMark.of(parent).text());

        assertThatThrownBy(() -> DataFolder.open(root, false)).hasMessageContaining("process " + parent.pid());
    }

    @Test
    void takesOverFromADeadProcessWhoseNumberIsUsedAgain() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(root.resolve("owner"), new ProcessMark(parent.pid(), Instant.ofEpochSecond(1)).text());

        DataFolder.open(root, false).close();

        assertThat(DataFolder.look(root).usable()).isTrue();
    }

    @Test
    void refusesAnotherVersionUnlessItMayEmptyIt() throws IOException {
        Files.writeString(root.resolve("version"), "99\n");

        assertThatThrownBy(() -> DataFolder.open(root, false))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(CommandFailure.DATA_FOLDER))
                .hasMessageContaining("99");
        DataFolder.open(root, true).close();
    }

    @Test
    void neverEmptiesAFolderOfSomethingElse() throws IOException {
        Files.writeString(root.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.open(root, true)).hasMessageContaining("other things");
        assertThat(root.resolve("thesis.txt")).exists();
    }
}
