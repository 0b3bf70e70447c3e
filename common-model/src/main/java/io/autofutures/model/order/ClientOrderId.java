package io.autofutures.model.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autofutures.model.id.Lineage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id we give an order before sending it: {@code af<installation>-<lineage>-<leg><number>}, derived, so that a
 * redelivered record maps to an order that already exists. Foreign ids (other bots, the venue, a human) are held too.
 *
 * @param value 1 to 36 characters of {@code [.A-Z:/a-z0-9_-]}; ids of the venue's own orders may be longer
 */
public record ClientOrderId(@JsonValue String value) {
    private static final Pattern OURS = Pattern.compile("af([a-z0-9]{4})-([a-z2-7]{20})-([a-z]{2,3})(\\d{1,3})");

    @JsonCreator
    public ClientOrderId {}

    /**
     * @param installation four characters of {@code [a-z0-9]}, one per running installation of the product
     * @param number counts repeated orders of one leg in a trade, from 1
     * @throws IllegalArgumentException if a part does not fit the form
     */
    public static ClientOrderId of(String installation, Lineage lineage, Leg leg, int number) {
        String value = "af" + installation + "-" + lineage + "-" + leg.code() + number;
        if (!OURS.matcher(value).matches()) {
            throw new IllegalArgumentException("client order id does not fit its form: " + value);
        }
        return new ClientOrderId(value);
    }

    /** The lineage of the trade this order belongs to, or empty for an order that is not ours. */
    public Optional<Lineage> lineage() {
        Matcher matcher = OURS.matcher(value);
        return matcher.matches() ? Optional.of(new Lineage(matcher.group(2))) : Optional.empty();
    }

    /** The installation that sent it, or empty for an order that is not ours. */
    public Optional<String> installation() {
        Matcher matcher = OURS.matcher(value);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The part it plays, or empty for an order that is not ours. */
    public Optional<Leg> leg() {
        Matcher matcher = OURS.matcher(value);
        return matcher.matches() ? Leg.ofCode(matcher.group(3)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
