package io.autofutures.detection;

import java.util.List;
import java.util.Map;

/** What a rule made of one event, before cool-down and the like. Numbers become text only when asked for. */
public interface Evaluation {
    /** {@code mark} or {@code kline}. */
    String rule();

    boolean triggered();

    /** {@code triggered} alone, or everything that spoke against it. */
    List<Reason> reasons();

    /** The numbers by name: prices and thresholds exact, statistics rounded as the rule prints them. */
    Map<String, String> values();
}
