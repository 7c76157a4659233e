package dev.reelkey.core.platform;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.telemetry.Health;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;

/** What a service is built on; several services in one process share one. */
public record Platform(
    Clock clock,
    SecureRandom random,
    RandomIds ids,
    Bucket bucket,
    Redis redis,
    PrometheusMeterRegistry metrics,
    Health health) {}
