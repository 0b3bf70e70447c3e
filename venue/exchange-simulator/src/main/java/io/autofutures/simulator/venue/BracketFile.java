package io.autofutures.simulator.venue;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.Bracket;
import io.autofutures.paperbook.Brackets;
import io.autofutures.simulator.market.MarketFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leverage brackets out of a body of {@code GET /fapi/v1/leverageBracket}: an array of symbols, or one symbol. */
public final class BracketFile {
    private BracketFile() {}

    /** @throws MarketFileException if the file is unreadable or not in that shape */
    public static Map<Symbol, Brackets> read(Path file) {
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
            var table = new HashMap<Symbol, Brackets>();
            for (JsonNode row : root.isArray() ? root : List.of(root)) {
                table.put(new Symbol(row.path("symbol").asString("")), brackets(file, row));
            }
            return table;
        } catch (IOException e) {
            throw malformed(file, "it cannot be read (" + e.getMessage() + ")");
        } catch (JacksonException e) {
            throw malformed(file, "it is not JSON (" + e.getOriginalMessage() + ")");
        } catch (IllegalArgumentException e) {
            throw malformed(file, "a row is malformed (" + e.getMessage() + ")");
        }
    }

    private static Brackets brackets(Path file, JsonNode row) {
        var rows = new ArrayList<Bracket>();
        BigDecimal floor = BigDecimal.ZERO;
        for (JsonNode step : row.path("brackets")) {
            var bracket = new Bracket(
                    rows.size() + 1,
                    number(file, step, "initialLeverage").intValueExact(),
                    number(file, step, "notionalFloor"),
                    number(file, step, "notionalCap"),
                    number(file, step, "maintMarginRatio"),
                    number(file, step, "cum"));
            if (bracket.floor().compareTo(floor) != 0 || bracket.cap().compareTo(floor) <= 0) {
                throw malformed(
                        file,
                        "bracket %d of %s does not go on where the one before ends"
                                .formatted(bracket.number(), row.path("symbol").asString("")));
            }
            floor = bracket.cap();
            rows.add(bracket);
        }
        return new Brackets(rows);
    }

    private static BigDecimal number(Path file, JsonNode step, String field) {
        JsonNode value = step.path(field);
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw malformed(file, "'%s' must be a number that is not negative, was %s".formatted(field, value));
        }
        return value.decimalValue();
    }

    private static MarketFileException malformed(Path file, String problem) {
        return new MarketFileException(file, 0, problem, "give a body of GET /fapi/v1/leverageBracket");
    }
}
