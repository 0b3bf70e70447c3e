package io.autofutures.trader.desk;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param account name of the account this desk trades
 * @param installation four characters of {@code [a-z0-9]} that stand in every client order id
 */
@ConfigurationProperties("autofutures")
public record DeskProperties(
        @DefaultValue("main") String account,
        @DefaultValue("af01") String installation,
        @DefaultValue Venue venue) {
    /** @param restUrl scheme, host and port */
    public record Venue(
            @DefaultValue("http://127.0.0.1:8090") URI restUrl,
            @DefaultValue("sim") String apiKey,
            @DefaultValue("sim") String secretKey) {}
}
