package io.autofutures.launcher;

import io.autofutures.binance.VenueException;
import io.autofutures.launcher.record.PublishCommand;
import io.autofutures.launcher.record.RecordCommand;
import io.autofutures.launcher.replay.ReplayCommand;
import io.autofutures.launcher.replay.TuneCommand;
import io.autofutures.model.settings.InvalidSettingsException;
import io.autofutures.model.settings.Nearest;
import io.autofutures.simulator.DataFolderException;
import io.autofutures.simulator.PortTakenException;
import io.autofutures.simulator.SimulatorException;
import io.autofutures.simulator.market.live.LiveMarketException;
import io.autofutures.transport.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands behind {@code ./auto-futures}. Results go to standard output, all else to standard error. */
@Command(name = "auto-futures")
public final class Main {
    private static final int UNEXPECTED = -1;

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** @return the exit code */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length == 0 || List.of("--help", "-h", "help").contains(args[0])) {
            out.print(help("auto-futures"));
            out.flush();
            return 0;
        }
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            out.print(help(args[0]));
            out.flush();
            return 0;
        }
        return commandLine(out, err).execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(out, err))
                .addSubcommand(new SimCommand(out, err))
                .addSubcommand(new ReplayCommand(out, err))
                .addSubcommand(new TuneCommand(out, err))
                .addSubcommand(new RecordCommand(err))
                .addSubcommand(new PublishCommand(err))
                .addSubcommand(new DecodeCommand(out, err))
                .addSubcommand(new DoctorCommand(out))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> usage(err, wrong))
                .setExecutionExceptionHandler((thrown, command, parsed) -> ended(err, thrown, command));
    }

    /** The text of one command, the same that the script shows without Java. */
    static String help(String command) {
        try (InputStream text = Main.class.getResourceAsStream("/help/" + command + ".txt")) {
            return text == null ? help("auto-futures") : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int usage(PrintWriter err, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = wrong instanceof UnmatchedArgumentException unmatched
                ? "unknown %s, did you mean %s?"
                        .formatted(
                                unmatched.getUnmatched().getFirst(),
                                Nearest.of(unmatched.getUnmatched().getFirst(), names(command)))
                : wrong.getMessage();
        err.printf(
                "auto-futures %s: %s (./auto-futures %s --help)%n",
                command.getCommandName(), oneLine(message), command.getCommandName());
        return CommandFailure.USAGE;
    }

    private static List<String> names(CommandLine command) {
        if (!command.getSubcommands().isEmpty()) {
            return List.copyOf(command.getSubcommands().keySet());
        }
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    private static int ended(PrintWriter err, Exception thrown, CommandLine command) {
        if (System.getenv("AUTOFUTURES_TRACE") != null) {
            thrown.printStackTrace(err);
        }
        String said = thrown instanceof InvalidSettingsException ? "--set " + thrown.getMessage() : thrown.getMessage();
        int code = exitCode(thrown);
        if (code == UNEXPECTED) {
            said = thrown + " (the trace: AUTOFUTURES_TRACE=1)";
        }
        err.printf("auto-futures %s: %s%n", command.getCommandName(), oneLine(said));
        return code == UNEXPECTED ? CommandFailure.FAILED : code;
    }

    private static int exitCode(Exception thrown) {
        return switch (thrown) {
            case CommandFailure failure -> failure.exitCode();
            case InvalidSettingsException wrong -> CommandFailure.USAGE;
            case PortTakenException taken -> CommandFailure.USAGE;
            case DataFolderException folder -> CommandFailure.DATA_FOLDER;
            case LiveMarketException live -> CommandFailure.UNREACHABLE;
            case SimulatorException malformed -> CommandFailure.FAILED;
            case TransportException broker -> CommandFailure.UNREACHABLE;
            case VenueException venue -> CommandFailure.UNREACHABLE;
            default -> UNEXPECTED;
        };
    }

    static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
