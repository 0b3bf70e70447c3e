package io.autofutures.binance;

/** {@code GET /fapi/v1/accountConfig}. @param hedgeMode {@code dualSidePosition} */
public record AccountConfig(
        int feeTier,
        boolean canTrade,
        boolean canDeposit,
        boolean canWithdraw,
        boolean hedgeMode,
        boolean multiAssetsMargin) {}
