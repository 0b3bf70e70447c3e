package io.autofutures.status.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remembered changes that can be repeated to who was away, positive
 * @param mostBehind a listener further behind than this many changes is cut off, positive
 * @param heartbeat between two heartbeats
 * @param tick least time between two price or status events to one listener
 */
@ConfigurationProperties("autofutures.stream")
public record StreamProperties(
        @DefaultValue("20000") int remembered,
        @DefaultValue("5000") int mostBehind,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("250ms") Duration tick) {}
