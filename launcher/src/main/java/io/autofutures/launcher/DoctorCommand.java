package io.autofutures.launcher;

import io.autofutures.launcher.doctor.Doctor;
import io.autofutures.launcher.doctor.Row;
import io.autofutures.model.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(names = "--data")
    private @Nullable Path data;

    @Option(names = "--json")
    private boolean json;

    DoctorCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Path folder = data == null ? Home.defaultData() : data;
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Row> rows = new Doctor(folder, path).examine();
        if (json) {
            out.println(Json.mapper().writeValueAsString(Map.of("rows", rows)));
        } else {
            rows.forEach(row -> print(row));
        }
        return rows.stream().anyMatch(row -> row.state() == Row.State.FAIL) ? CommandFailure.FAILED : 0;
    }

    private void print(Row row) {
        out.printf("%-5s %-12s %s%n", row.state().name().toLowerCase(Locale.ROOT), row.check(), row.detail());
        if (row.fix() != null) {
            out.printf("%-18s → %s%n", "", row.fix());
        }
    }
}
