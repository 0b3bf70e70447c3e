package io.autofutures.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> commands() {
        return Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .getSubcommands()
                .keySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsHelpNamesEveryOptionAndShowsAnExample(String command) {
        CommandLine line = Main.commandLine(new PrintWriter(out), new PrintWriter(err))
                .getSubcommands()
                .get(command);

        String help = Main.help(command);

        assertThat(help).startsWith("Usage: ./auto-futures " + command).contains("Examples:");
        assertThat(help.lines().filter(text -> text.startsWith("  --")).map(text -> text.strip()
                        .split("[ ,=]")[0]))
                .containsExactlyInAnyOrderElementsOf(line.getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .toList());
        assertThat(Main.help("auto-futures")).contains("\n  " + command + " ");
    }

    @Test
    void namesTheNearestOptionOfAMistypedOne() {
        int code = run("doctor", "--jsno");

        assertThat(code).isEqualTo(CommandFailure.USAGE);
        assertThat(err.toString().lines()).singleElement().asString().contains("--jsno", "did you mean --json");
    }

    @Test
    void namesTheNearestCommandOfAMistypedOne() {
        assertThat(run("docter")).isEqualTo(CommandFailure.USAGE);
        assertThat(err.toString()).contains("did you mean doctor");
    }

    @Test
    void doctorFailsOnAFolderOfAnotherVersion() throws Exception {
        java.nio.file.Files.writeString(folder.resolve("version"), "99");

        int code = run("doctor", "--json", "--data", folder.toString());

        assertThat(code).isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString()).contains("\"check\":\"data folder\",\"state\":\"FAIL\"", "--fresh");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
