package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.venue.Instrument;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request; where a name is in query and body the query wins, what is not known is ignored. */
final class Params {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,20}(\\.\\d{1,20})?");
    private static final Pattern CLIENT_ID = Pattern.compile("[.A-Z:/a-z0-9_-]{1,36}");

    private final Map<String, String> values = new HashMap<>();

    /**
     * @param query and {@code form} as they came
     * @throws ApiError -1101 for a name that comes twice in one of them, -1100 for a broken percent-encoding
     */
    Params(String query, String form) {
        values.putAll(decoded(form));
        values.putAll(decoded(query));
    }

    private static Map<String, String> decoded(String text) {
        var values = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = decoded(pair.substring(0, equals), "name");
                if (values.put(name, decoded(pair.substring(equals + 1), name)) != null) {
                    throw ApiError.of(-1101, "Duplicate values for a parameter detected.");
                }
            }
        }
        return values;
    }

    private static String decoded(String text, String name) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw ApiError.illegal(name);
        }
    }

    /** The same of an element of a batch. */
    Params(Map<String, String> given) {
        values.putAll(given);
    }

    /** Present and not empty. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    String mandatory(String name) {
        return text(name).orElseThrow(() -> ApiError.mandatory(name));
    }

    /** Present, as a plain positive or zero decimal. */
    Optional<BigDecimal> decimal(String name) {
        return text(name).map(value -> {
            if (!DECIMAL.matcher(value).matches()) {
                throw ApiError.illegal(name);
            }
            return new BigDecimal(value);
        });
    }

    BigDecimal mandatoryDecimal(String name) {
        return decimal(name).orElseThrow(() -> ApiError.mandatory(name));
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value.strip());
            } catch (NumberFormatException e) {
                throw ApiError.illegal(name);
            }
        });
    }

    Optional<Instant> instant(String name) {
        return number(name).map(Instant::ofEpochMilli);
    }

    boolean flag(String name) {
        String value = text(name).orElse("false");
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return value.equalsIgnoreCase("true");
        }
        throw ApiError.illegal(name);
    }

    /** An enum word. @param code what a wrong one is refused with */
    <E extends Enum<E>> E word(String name, Class<E> type, int code, String refusal) {
        return parse(mandatory(name), type, code, refusal);
    }

    <E extends Enum<E>> E word(String name, Class<E> type, E otherwise, int code, String refusal) {
        return text(name).map(value -> parse(value, type, code, refusal)).orElse(otherwise);
    }

    private static <E extends Enum<E>> E parse(String value, Class<E> type, int code, String refusal) {
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException e) {
            throw ApiError.of(code, refusal);
        }
    }

    Optional<String> clientId(String name) {
        return text(name).map(value -> {
            if (value.length() > 36) {
                throw ApiError.of(-4015, "Client order id length should be less than 36 chars");
            }
            if (!CLIENT_ID.matcher(value).matches()) {
                throw ApiError.illegal(name);
            }
            return value;
        });
    }

    Instrument instrument(Map<Symbol, Instrument> traded) {
        return instrument("symbol", traded);
    }

    /** @param name of the parameter that holds it: symbol or pair */
    Instrument instrument(String name, Map<Symbol, Instrument> traded) {
        return known(mandatory(name), traded);
    }

    /** Absent for all symbols. */
    @Nullable
    Instrument instrumentOrAll(Map<Symbol, Instrument> traded) {
        return text("symbol").map(name -> known(name, traded)).orElse(null);
    }

    private static Instrument known(String name, Map<Symbol, Instrument> traded) {
        Instrument found;
        try {
            found = traded.get(new Symbol(name));
        } catch (IllegalArgumentException e) {
            found = null;
        }
        if (found == null) {
            throw ApiError.of(-1121, "Invalid symbol.");
        }
        return found;
    }
}
