package io.autofutures.launcher;

import io.autofutures.binance.PayloadDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "decode")
final class DecodeCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;
    private final PayloadDecoder decoder = new PayloadDecoder();

    @Option(names = "--kind")
    private PayloadDecoder.@Nullable Kind kind;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<String> files = List.of();

    DecodeCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Malformed values are told one by one, and the rest is still read. */
    @Override
    public Integer call() throws IOException {
        files.stream().filter(file -> !file.equals("-")).forEach(file -> InputFile.existing("file", Path.of(file)));
        boolean malformed = false;
        for (String file : files) {
            malformed |= malformed(file);
        }
        out.flush();
        return malformed ? CommandFailure.FAILED : 0;
    }

    private boolean malformed(String file) throws IOException {
        boolean malformed = false;
        try (BufferedReader lines = InputFile.open(file)) {
            var texts = new JsonTexts(lines);
            for (JsonTexts.Text text = texts.next(); text != null; text = texts.next()) {
                try {
                    decoder.decode(kind, text.value()).forEach(out::println);
                } catch (IllegalArgumentException e) {
                    malformed = true;
                    out.flush();
                    err.printf(
                            "auto-futures decode: %s:%d: %s%n",
                            InputFile.name(file), text.line(), Main.oneLine(e.getMessage()));
                }
            }
        }
        return malformed;
    }
}
