package io.autofutures.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolSelectionTest {
    private static final List<SymbolRules> LISTED = List.of(
            contract("BTCUSDT", "PERPETUAL", "TRADING"),
            contract("ETHUSDT", "PERPETUAL", "TRADING"),
            contract("ETHUSDC", "PERPETUAL", "TRADING"),
            contract("币安人生USDT", "PERPETUAL", "TRADING"),
            contract("OLDUSDT", "PERPETUAL", "SETTLING"),
            contract("TSLAUSDT", "TRADIFI_PERPETUAL", "TRADING"),
            contract("BTCUSDT_261225", "CURRENT_QUARTER", "TRADING"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BTCUSDT; BTCUSDT",
                "BTCUSDT,NOSUCHUSDT; BTCUSDT",
                "*USDT; BTCUSDT,ETHUSDT,币安人生USDT",
                "ETH*; ETHUSDC,ETHUSDT",
                "*T*U*T; BTCUSDT,ETHUSDT",
                "ALL; BTCUSDT,ETHUSDC,ETHUSDT,币安人生USDT",
                "ALL,-ETH*; BTCUSDT,币安人生USDT",
                "*USDC,TSLAUSDT,OLDUSDT; ETHUSDC,OLDUSDT,TSLAUSDT",
                "BTCUSDT,ETHUSDT,-BTCUSDT; ETHUSDT"
            })
    void takesWhatIsMeantOfWhatTheVenueLists(String setting, String meant) {
        assertThat(selection(setting).among(LISTED)).extracting(Symbol::value).containsExactly(meant.split(","));
    }

    @Test
    void namesAreKnownWithoutTheVenue() {
        assertThat(selection("BTCUSDT,ETHUSDT,BTCUSDT").hasPatterns()).isFalse();
        assertThat(selection("BTCUSDT,*USDC,-ETHUSDC").named()).containsExactly(new Symbol("BTCUSDT"));
        assertThat(selection("BTCUSDT,*USDC").hasPatterns()).isTrue();
        assertThat(selection("*USDT,-ETHUSDT").matches(new Symbol("ETHUSDT"))).isFalse();
        assertThat(selection("*USDT,-ETHUSDT").matches(new Symbol("BTCUSDT"))).isTrue();
    }

    private static SymbolSelection selection(String setting) {
        return Settings.of(Map.of("SYMBOLS", setting)).selection();
    }

    private static SymbolRules contract(String name, String type, String status) {
        var grid = new BigDecimal("0.01");
        var lot = new LotFilter(grid, grid, new BigDecimal("1000"));
        return new SymbolRules(
                new Symbol(name),
                new ContractTerms(type, status, "NONE", Set.of(), 200, BigDecimal.ZERO, BigDecimal.ZERO),
                new PriceFilter(grid, grid, new BigDecimal("1000000")),
                lot,
                lot,
                BigDecimal.ZERO,
                new PercentPrice(new BigDecimal("1.05"), new BigDecimal("0.95")));
    }
}
