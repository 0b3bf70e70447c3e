package io.autofutures.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command run in this process, and what it said. */
public record CommandRun(int code, String out, String err) {
    public static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    public List<String> lines() {
        return out.lines().toList();
    }
}
