package io.autofutures.model.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Every runtime setting there is. */
public final class SettingCatalog {
    public static final SettingKey<List<String>> SYMBOLS = symbols();
    public static final SettingKey<Integer> LEVERAGE =
            SettingKey.integer("LEVERAGE", "x", 1, 125, 5, "Leverage of new positions.", "신규 포지션의 레버리지.");
    public static final SettingKey<String> LOOP_TRIGGER = SettingKey.choice(
            "LOOP_TRIGGER",
            List.of("event", "kline", "timer"),
            "event",
            "What starts a decision: a detected move, every closed 1m candle, or every LOOP_INTERVAL_SEC.",
            "판단을 시작하는 계기: 변동 감지, 1분봉 마감마다, 또는 LOOP_INTERVAL_SEC 간격.");
    public static final SettingKey<Integer> LOOP_INTERVAL_SEC = SettingKey.integer(
            "LOOP_INTERVAL_SEC",
            "s",
            1,
            86_400,
            60,
            "Interval of LOOP_TRIGGER=timer, in market time.",
            "LOOP_TRIGGER=timer의 간격(시장 시각 기준).");
    public static final SettingKey<Integer> LOOP_COOLDOWN_SEC = SettingKey.integer(
            "LOOP_COOLDOWN_SEC",
            "s",
            0,
            86_400,
            8,
            "Least time between two triggers of a symbol by the same rule.",
            "한 심볼에서 같은 규칙의 두 트리거 사이 최소 시간.");
    public static final SettingKey<Integer> MP_WINDOW_SEC =
            SettingKey.integer("MP_WINDOW_SEC", "s", 1, 3_600, 10, "Mark-price window.", "마크 가격 창.");
    public static final SettingKey<BigDecimal> MP_DELTA_PCT = SettingKey.decimal(
            "MP_DELTA_PCT", "%", "0.001", "100", "0.25", "Mark-price move that triggers.", "트리거가 되는 마크 가격 변동.");
    public static final SettingKey<BigDecimal> KLINE_RANGE_PCT = SettingKey.decimal(
            "KLINE_RANGE_PCT", "%", "0.001", "100", "0.4", "1m candle range that triggers.", "트리거가 되는 1분봉 범위.");
    public static final SettingKey<Integer> VOL_LOOKBACK = SettingKey.integer(
            "VOL_LOOKBACK", "candles", 1, 1_440, 20, "Closed candles in the volume average.", "거래량 평균에 쓰는 마감 봉 수.");
    public static final SettingKey<BigDecimal> VOL_MULT = SettingKey.decimal(
            "VOL_MULT", "x", "0.01", "1000", "2.0", "Volume surge that triggers.", "트리거가 되는 거래량 급증 배수.");
    public static final SettingKey<Boolean> USE_QUOTE_VOLUME = SettingKey.bool(
            "USE_QUOTE_VOLUME", true, "Judge quote volume (USDT) rather than base volume.", "기준 수량 대신 USDT 거래대금 사용.");
    public static final SettingKey<String> RULES = SettingKey.choice(
            "RULES",
            List.of("classic", "adaptive"),
            "classic",
            "Rule set whose triggers may trade.",
            "거래할 수 있는 규칙 세트.");
    public static final SettingKey<String> SHADOW_RULES = SettingKey.choice(
            "SHADOW_RULES",
            List.of("none", "classic", "adaptive"),
            "none",
            "Rule set that runs beside RULES and only records what it would have done.",
            "RULES 옆에서 실행되며 기록만 남기는 규칙 세트.");
    public static final SettingKey<BigDecimal> TRIGGER_REARM = SettingKey.decimal(
            "TRIGGER_REARM",
            "share of the threshold",
            "0.05",
            "1",
            "0.5",
            "A move on which the classic mark rule fired fires again only after it fell below this share; 1: after the"
                    + " cool-down.",
            "classic 마크 규칙이 발동한 변동은 임계값의 이 비율 아래로 내려간 뒤에만 다시 발동. 1이면 쿨다운 후 바로 가능.");
    public static final SettingKey<BigDecimal> GRADE_NEAR_MISS = SettingKey.decimal(
            "GRADE_NEAR_MISS",
            "share of the threshold",
            "0.1",
            "1",
            "0.8",
            "A miss that came this near to its threshold is graded like a trigger.",
            "임계값에 이 비율까지 근접한 미발동도 트리거처럼 사후 평가.");
    public static final SettingKey<BigDecimal> ADAPTIVE_MOVE_Z = SettingKey.decimal(
            "ADAPTIVE_MOVE_Z",
            "deviations",
            "1",
            "50",
            "5",
            "Move of the mark price that triggers, in deviations usual for the symbol.",
            "트리거가 되는 마크 가격 변동(해당 심볼의 평소 편차 배수).");
    public static final SettingKey<BigDecimal> ADAPTIVE_MIN_MOVE_PCT = SettingKey.decimal(
            "ADAPTIVE_MIN_MOVE_PCT",
            "%",
            "0",
            "100",
            "0.1",
            "Smaller moves and ranges never trigger, however unusual.",
            "아무리 이례적이어도 이보다 작은 변동은 트리거하지 않음.");
    public static final SettingKey<BigDecimal> ADAPTIVE_SURGE_Z = SettingKey.decimal(
            "ADAPTIVE_SURGE_Z",
            "robust deviations",
            "1",
            "50",
            "4",
            "Range or volume of a candle that triggers, in robust deviations from the candles before.",
            "트리거가 되는 봉의 범위·거래량(이전 봉 대비 강건 편차 배수).");
    public static final SettingKey<Integer> ADAPTIVE_HALF_LIFE_SEC = SettingKey.integer(
            "ADAPTIVE_HALF_LIFE_SEC",
            "s",
            30,
            86_400,
            600,
            "Age at which a move counts half in the usual deviation.",
            "평소 편차에서 과거 변동의 비중이 절반이 되는 시간.");
    public static final SettingKey<Integer> ADAPTIVE_BASELINE = SettingKey.integer(
            "ADAPTIVE_BASELINE", "candles", 20, 1_440, 60, "Closed candles in the baseline.", "기준선에 쓰는 마감 봉 수.");
    public static final SettingKey<BigDecimal> ADAPTIVE_REARM = SettingKey.decimal(
            "ADAPTIVE_REARM",
            "share of the threshold",
            "0.05",
            "0.95",
            "0.5",
            "A rule that fired fires again only after falling below this share of its threshold.",
            "발동한 규칙은 임계값의 이 비율 아래로 내려간 뒤에만 다시 발동.");
    public static final SettingKey<BigDecimal> AI_CONF_THRESHOLD = SettingKey.decimal(
            "AI_CONF_THRESHOLD", "", "0", "1", "0.5", "Least confidence that may trade.", "거래를 허용하는 최소 신뢰도.");
    public static final SettingKey<Integer> TRIGGER_MAX_AGE_SEC = SettingKey.integer(
            "TRIGGER_MAX_AGE_SEC", "s", 1, 3_600, 15, "Older triggers end as stale.", "이보다 오래된 트리거는 폐기.");
    public static final SettingKey<Integer> PROPOSAL_VALID_SEC = SettingKey.integer(
            "PROPOSAL_VALID_SEC", "s", 1, 3_600, 30, "How long a proposal may be acted on.", "제안의 유효 시간.");
    public static final SettingKey<BigDecimal> RISK_PER_TRADE_PCT = SettingKey.decimal(
            "RISK_PER_TRADE_PCT",
            "% of equity",
            "0.01",
            "10",
            "1.0",
            "Most to lose at the stop of one trade.",
            "거래당 최대 손실.");
    public static final SettingKey<BigDecimal> DAILY_LOSS_LIMIT_PCT = SettingKey.decimal(
            "DAILY_LOSS_LIMIT_PCT",
            "% of equity",
            "0.1",
            "50",
            "3.0",
            "Loss of a UTC day that ends entries.",
            "진입을 멈추는 하루(UTC) 손실 한도.");
    public static final SettingKey<Integer> MAX_POSITIONS =
            SettingKey.integer("MAX_POSITIONS", "", 1, 200, 3, "Most positions open at once.", "동시 보유 포지션 수 한도.");
    public static final SettingKey<BigDecimal> MAX_NOTIONAL_USDT = SettingKey.decimal(
            "MAX_NOTIONAL_USDT",
            "USDT",
            "1",
            "100000000",
            "20000",
            "Most notional of one position.",
            "포지션 하나의 최대 명목 금액.");
    public static final SettingKey<BigDecimal> MAX_TOTAL_NOTIONAL_USDT = SettingKey.decimal(
            "MAX_TOTAL_NOTIONAL_USDT",
            "USDT",
            "1",
            "1000000000",
            "50000",
            "Most notional of all positions together.",
            "전체 포지션의 최대 명목 금액.");
    public static final SettingKey<BigDecimal> MAX_SPREAD_PCT = SettingKey.decimal(
            "MAX_SPREAD_PCT", "%", "0.001", "10", "0.3", "Widest spread to enter at.", "진입을 허용하는 최대 스프레드.");

    public static final SettingKey<Integer> WEIGHT_SHARE_PROTECTION_PCT = share(
            "WEIGHT_SHARE_PROTECTION_PCT",
            25,
            "Part of the venue's request weight for placing and guarding orders.",
            "주문과 보호에 쓰는 요청 가중치 비율.");
    public static final SettingKey<Integer> WEIGHT_SHARE_TRACKER_PCT = share(
            "WEIGHT_SHARE_TRACKER_PCT",
            20,
            "Part of the venue's request weight for reconciliation.",
            "대조 조회에 쓰는 요청 가중치 비율.");
    public static final SettingKey<Integer> WEIGHT_SHARE_DECIDER_PCT = share(
            "WEIGHT_SHARE_DECIDER_PCT",
            35,
            "Part of the venue's request weight for what decisions are based on.",
            "판단 자료 조회에 쓰는 요청 가중치 비율.");
    public static final SettingKey<Integer> WEIGHT_SHARE_INGEST_PCT = share(
            "WEIGHT_SHARE_INGEST_PCT",
            20,
            "Part of the venue's request weight for missing candles and the listen key.",
            "누락 봉과 listenKey에 쓰는 요청 가중치 비율.");

    private static final List<SettingKey<?>> ALL = List.of(
            SYMBOLS,
            LEVERAGE,
            LOOP_TRIGGER,
            LOOP_INTERVAL_SEC,
            LOOP_COOLDOWN_SEC,
            MP_WINDOW_SEC,
            MP_DELTA_PCT,
            KLINE_RANGE_PCT,
            VOL_LOOKBACK,
            VOL_MULT,
            USE_QUOTE_VOLUME,
            RULES,
            SHADOW_RULES,
            TRIGGER_REARM,
            GRADE_NEAR_MISS,
            ADAPTIVE_MOVE_Z,
            ADAPTIVE_MIN_MOVE_PCT,
            ADAPTIVE_SURGE_Z,
            ADAPTIVE_HALF_LIFE_SEC,
            ADAPTIVE_BASELINE,
            ADAPTIVE_REARM,
            AI_CONF_THRESHOLD,
            TRIGGER_MAX_AGE_SEC,
            PROPOSAL_VALID_SEC,
            RISK_PER_TRADE_PCT,
            DAILY_LOSS_LIMIT_PCT,
            MAX_POSITIONS,
            MAX_NOTIONAL_USDT,
            MAX_TOTAL_NOTIONAL_USDT,
            MAX_SPREAD_PCT,
            WEIGHT_SHARE_PROTECTION_PCT,
            WEIGHT_SHARE_TRACKER_PCT,
            WEIGHT_SHARE_DECIDER_PCT,
            WEIGHT_SHARE_INGEST_PCT);

    private SettingCatalog() {}

    private static SettingKey<List<String>> symbols() {
        SettingKey<List<String>> list = SettingKey.list(
                "SYMBOLS",
                "contracts or patterns such as *USDT, or ALL, comma between; a minus before one leaves it out",
                "BTCUSDT,ETHUSDT",
                "Contracts to watch and trade: names, patterns with *, or ALL for every perpetual that trades.",
                "감시하고 거래할 계약: 이름, * 패턴, 또는 거래 중인 모든 무기한 계약을 뜻하는 ALL.");
        return new SettingKey<>(
                list.name(),
                list.unit(),
                list.allowed(),
                list.defaultText(),
                false,
                text -> {
                    List<String> items = list.parse(text);
                    var unused = SymbolSelection.of(items);
                    return items;
                },
                list.help(),
                list.helpKo());
    }

    /** Of the account, so no symbol has its own. */
    private static SettingKey<Integer> share(String name, int byDefault, String help, String helpKo) {
        SettingKey<Integer> whole = SettingKey.integer(name, "%", 1, 100, byDefault, help, helpKo);
        return new SettingKey<>(
                name, whole.unit(), whole.allowed(), whole.defaultText(), false, whole.parser(), help, helpKo);
    }

    public static List<SettingKey<?>> all() {
        return ALL;
    }

    public static Optional<SettingKey<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
