package io.autofutures.trader.desk;

import io.autofutures.model.account.AccountId;

/**
 * Which account is traded, and how.
 *
 * @param installation four characters that stand in every client order id
 * @param dryRun decides and sends nothing
 */
public record DeskIdentity(AccountId account, String installation, boolean dryRun) {}
