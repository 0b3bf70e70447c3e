package io.autofutures.status.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberFileTest {
    @TempDir
    private Path folder;

    @Test
    void anyGzipToolReadsIt() throws IOException {
        Path file = written("one\n", "two\n", "three\n");

        try (var unzipped = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("one\ntwo\nthree\n");
        }
        assertThat(read(file)).isEqualTo("one\ntwo\nthree\n");
        assertThat(notes(file)).containsExactly("note of one", "note of two", "note of three");
    }

    @Test
    void whereverACrashCutsItWholeMembersAreKeptAndItGoesOn() throws IOException {
        byte[] first = Files.readAllBytes(written("one\n"));
        byte[] both = Files.readAllBytes(written("one\n", "two\n"));
        for (int cut = 0; cut <= both.length; cut++) {
            Path file = Files.write(folder.resolve("cut-" + cut), Arrays.copyOf(both, cut));
            var notes = new ArrayList<String>();

            assertThat(read(file)).isEqualTo(cut < first.length ? "" : cut < both.length ? "one\n" : "one\ntwo\n");
            try (var opened = MemberFile.open(file, notes::add)) {
                opened.append("next\n".getBytes(StandardCharsets.UTF_8), "note of next");
            }

            String kept = cut < first.length ? "" : cut < both.length ? "one\n" : "one\ntwo\n";
            assertThat(read(file)).as("cut at %d", cut).isEqualTo(kept + "next\n");
            assertThat(notes).hasSize((int) kept.lines().count());
        }
    }

    @Test
    void aTailThatTheDiskNeverGotIsCutOff() throws IOException {
        byte[] first = Files.readAllBytes(written("one\n"));
        byte[] both = Files.readAllBytes(written("one\n", "two\n"));
        Arrays.fill(both, first.length + 40, both.length, (byte) 0);
        Path file = Files.write(folder.resolve("zeros"), both);

        try (var opened = MemberFile.open(file, note -> {})) {
            assertThat(opened.length()).isEqualTo(first.length);
        }
        assertThat(read(file)).isEqualTo("one\n");
    }

    @Test
    void leavesAFileOfOtherMakeAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear reader, this is no recording.");

        assertThatThrownBy(() -> MemberFile.open(file, note -> {})).hasMessageContaining("other make");
        assertThat(file).hasContent("Dear reader, this is no recording.");
    }

    private Path written(String... contents) throws IOException {
        Path file = folder.resolve("file-" + contents.length + ".gz");
        Files.deleteIfExists(file);
        try (var out = MemberFile.open(file, note -> {})) {
            for (String content : contents) {
                out.append(content.getBytes(StandardCharsets.UTF_8), "note of " + content.strip());
            }
        }
        return file;
    }

    private static String read(Path file) throws IOException {
        try (var in = MemberFile.read(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> notes(Path file) throws IOException {
        var notes = new ArrayList<String>();
        MemberFile.notes(file, notes::add);
        return notes;
    }
}
