package io.autofutures.launcher;

import io.autofutures.binance.FrameDecoder;
import io.autofutures.model.account.AccountId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "decode")
final class DecodeCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(names = "--kind", required = true)
    private FrameDecoder.Kind kind = FrameDecoder.Kind.MARKET;

    @Parameters(paramLabel = "FILE", arity = "1")
    private String file = "-";

    DecodeCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        var decoder = new FrameDecoder(new AccountId("main"));
        try (BufferedReader lines = InputFile.open(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    decode(decoder, line, number).forEach(out::println);
                }
            }
        }
        out.flush();
        return 0;
    }

    private List<String> decode(FrameDecoder decoder, String line, long number) {
        try {
            return decoder.decode(kind, line);
        } catch (IllegalArgumentException e) {
            out.flush();
            throw CommandFailure.failed("%s, line %d: %s; give one websocket frame a line, as it came"
                    .formatted(InputFile.name(file), number, e.getMessage()));
        }
    }
}
