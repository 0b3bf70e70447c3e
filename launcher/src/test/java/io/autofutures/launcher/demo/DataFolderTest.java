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
        try (var folder = take(false)) {
            Files.createDirectories(folder.venue());
            Files.writeString(kept, "positions");
        }

        take(false).close();
        assertThat(kept).exists();

        take(true).close();
        assertThat(kept).doesNotExist();
    }

    @Test
    void emptiesWhatARunInMemoryHasLeft() throws IOException {
        Path left = root.resolve("venue");
        try (var folder = DataFolder.open(root)) {
            folder.prepare(false, false);
            Files.createDirectories(left);
        }

        take(false).close();

        assertThat(left).doesNotExist();
        assertThat(DataFolder.look(root).usable()).isTrue();
    }

    @Test
    void refusesASecondOwner() throws IOException {
        try (var ignored = take(false)) {
            assertThatThrownBy(() -> take(false))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(CommandFailure.DATA_FOLDER))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesAFolderHeldByALiveProcessThatDoesNotLockIt() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(root.resolve("owner"), ProcessMark.of(parent).text());

        assertThatThrownBy(() -> take(false)).hasMessageContaining("process " + parent.pid());
    }

    @Test
    void takesOverFromADeadProcessWhoseNumberIsUsedAgain() throws IOException {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(root.resolve("owner"), new ProcessMark(parent.pid(), Instant.ofEpochSecond(1)).text());

        take(false).close();

        assertThat(DataFolder.look(root).usable()).isTrue();
    }

    @Test
    void refusesAnotherVersionUnlessItMayEmptyIt() throws IOException {
        Files.writeString(root.resolve("version"), "99\n");

        assertThatThrownBy(() -> take(false))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(CommandFailure.DATA_FOLDER))
                .hasMessageContaining("99");
        take(true).close();
    }

    @Test
    void neverEmptiesAFolderOfSomethingElse() throws IOException {
        Files.writeString(root.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> take(true)).hasMessageContaining("other things");
        assertThat(root.resolve("thesis.txt")).exists();
    }

    private DataFolder take(boolean fresh) throws IOException {
        var folder = DataFolder.open(root);
        try {
            folder.prepare(fresh, true);
            return folder;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }
}
