package io.autofutures.bench;

import io.autofutures.bench.pipeline.IngestCommand;
import io.autofutures.bench.pipeline.PipelineCommand;
import io.autofutures.bench.pipeline.SymbolsCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./auto-futures bench}: programs that print their numbers. */
public final class Main {
    private Main() {}

    @Command(name = "bench")
    private static final class Bench {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** @return 0 done, 1 slower than required, 2 usage or no recorded frames */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Bench())
                .addSubcommand(new ParseCommand(out, err))
                .addSubcommand(new DetectCommand(out, err))
                .addSubcommand(new IngestCommand(out, err))
                .addSubcommand(new PipelineCommand(out, err))
                .addSubcommand(new SymbolsCommand(out, err))
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }
}
