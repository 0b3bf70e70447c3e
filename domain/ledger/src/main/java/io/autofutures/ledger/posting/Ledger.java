package io.autofutures.ledger.posting;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Double-entry ledger of one account, exact. After every posting, for each asset: equity − opening = realized +
 * unrealized + fees + funding + transfers + adjustments, fees being negative when paid. Not thread-safe.
 */
public final class Ledger {
    private final Map<Entry, BigDecimal> balances = new TreeMap<>();

    private record Entry(LedgerAccount account, String asset) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : asset.compareTo(other.asset);
        }
    }

    public void post(Posting posting) {
        posting.lines()
                .forEach(line -> balances.merge(
                        new Entry(line.account(), line.asset()),
                        line.amount(),
                        (left, right) -> plain(left.add(right))));
    }

    /** Books the open positions at their present value. */
    public void revalue(String id, String asset, BigDecimal unrealized) {
        post(Posting.revaluation(id, asset, unrealized.subtract(of(LedgerAccount.UNREALIZED, asset))));
    }

    /** Gains positive, on either side of the ledger. */
    public BigDecimal of(LedgerAccount account, String asset) {
        BigDecimal balance = balances.getOrDefault(new Entry(account, asset), BigDecimal.ZERO);
        return plain(account.isAsset() ? balance : balance.negate());
    }

    public BigDecimal equity(String asset) {
        return of(LedgerAccount.WALLET, asset).add(of(LedgerAccount.UNREALIZED, asset));
    }

    public Set<String> assets() {
        var assets = new TreeSet<String>();
        balances.keySet().forEach(entry -> assets.add(entry.asset()));
        return assets;
    }

    /** {@code ACCOUNT/ASSET} to balance as {@link #of} gives it; zero balances are left out. */
    public Map<String, BigDecimal> balances() {
        var all = new TreeMap<String, BigDecimal>();
        balances.keySet().forEach(entry -> {
            BigDecimal balance = of(entry.account(), entry.asset());
            if (balance.signum() != 0) {
                all.put(entry.account() + "/" + entry.asset(), balance);
            }
        });
        return all;
    }

    /** Takes the place of everything that was posted. Names that are no ledger accounts are not ours to read. */
    public void restore(Map<String, BigDecimal> saved) {
        balances.clear();
        saved.forEach((name, balance) -> {
            int slash = name.indexOf('/');
            for (LedgerAccount account : LedgerAccount.values()) {
                if (slash > 0 && account.name().equals(name.substring(0, slash))) {
                    balances.put(
                            new Entry(account, name.substring(slash + 1)),
                            plain(account.isAsset() ? balance : balance.negate()));
                }
            }
        });
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
