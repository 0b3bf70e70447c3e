package io.autofutures.simulator.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulator is started with. @param chaosSeed faults by chance, see {@link Chaos}; absent for none */
public record FaultPlan(List<FaultRule> rules, @Nullable Long chaosSeed) {
    public static FaultPlan none() {
        return new FaultPlan(List.of(), null);
    }

    public static FaultPlan chaos(long seed) {
        return new FaultPlan(List.of(), seed);
    }

    /**
     * One JSON object a line, as {@code docs/simulator.md} describes them.
     *
     * @throws FaultFormatException if a line is malformed
     */
    public static FaultPlan read(Path file) {
        try {
            return of(file.toString(), Files.readAllLines(file));
        } catch (MalformedInputException e) {
            throw new FaultFormatException(file.toString(), 1, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    /** @param source named in complaints @throws FaultFormatException if a line is malformed */
    public static FaultPlan of(String source, List<String> lines) {
        return new FaultPlan(FaultLines.read(source, lines), null);
    }
}
