package io.autofutures.model.settings;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code SYMBOLS} says: names, patterns with {@code *} for any letters, {@code ALL}, and each of these with a minus
 * before it to leave out, whatever else names it. A pattern means perpetual contracts that trade, of those the venue lists;
 * what is named in full is meant whatever its kind.
 */
public final class SymbolSelection {
    private static final String ALL = "ALL";

    private final List<String> taken;
    private final List<String> left;

    private SymbolSelection(List<String> taken, List<String> left) {
        this.taken = taken;
        this.left = left;
    }

    /** @throws IllegalArgumentException if an item is neither a contract nor a pattern, or all are left out */
    static SymbolSelection of(List<String> items) {
        items.forEach(SymbolSelection::check);
        List<String> taken =
                items.stream().filter(item -> !item.startsWith("-")).toList();
        if (taken.isEmpty()) {
            throw new IllegalArgumentException("must name at least one contract or pattern to take");
        }
        return new SymbolSelection(
                taken,
                items.stream()
                        .filter(item -> item.startsWith("-"))
                        .map(item -> item.substring(1))
                        .toList());
    }

    private static void check(String item) {
        var unused = new Symbol(item.startsWith("-") ? item.substring(1) : item);
    }

    /** Whether it is one of them, of the symbols that can be watched at all. */
    public boolean matches(Symbol symbol) {
        String name = symbol.value();
        return taken.stream().anyMatch(item -> fits(item, name))
                && left.stream().noneMatch(item -> fits(item, name));
    }

    /** Named in full and not left out; known without asking the venue. */
    public List<Symbol> named() {
        return taken.stream()
                .filter(item -> !isPattern(item))
                .map(Symbol::new)
                .filter(this::matches)
                .distinct()
                .toList();
    }

    /** What the venue lists decides. */
    public boolean hasPatterns() {
        return taken.stream().anyMatch(SymbolSelection::isPattern);
    }

    /** Those of the venue's contracts that are meant. */
    public SortedSet<Symbol> among(Collection<SymbolRules> listed) {
        List<Symbol> named = named();
        var chosen = new TreeSet<Symbol>();
        for (SymbolRules rules : listed) {
            if (named.contains(rules.symbol()) || (isPerpetual(rules) && matches(rules.symbol()))) {
                chosen.add(rules.symbol());
            }
        }
        return chosen;
    }

    /** Contracts on stocks and metals keep sessions of their own and are watched only when named. */
    private static boolean isPerpetual(SymbolRules rules) {
        ContractTerms terms = rules.terms();
        return terms.isTrading() && terms.contractType().equals("PERPETUAL");
    }

    private static boolean isPattern(String item) {
        return item.equals(ALL) || item.indexOf('*') >= 0;
    }

    private static boolean fits(String item, String name) {
        return item.equals(ALL) || fits(item, 0, name, 0);
    }

    private static boolean fits(String pattern, int p, String name, int n) {
        int star = pattern.indexOf('*', p);
        if (star < 0) {
            return pattern.substring(p).equals(name.substring(n));
        }
        if (!name.startsWith(pattern.substring(p, star), n)) {
            return false;
        }
        for (int at = n + star - p; at <= name.length(); at++) {
            if (fits(pattern, star + 1, name, at)) {
                return true;
            }
        }
        return false;
    }
}
